/** Contrast of two colours as WCAG 2 counts it. */

const NAMED: Record<string, string> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  maroon: '#800000',
  navy: '#000080',
  teal: '#008080',
  purple: '#800080',
  orange: '#ffa500',
  olive: '#808000',
  lime: '#00ff00',
  aqua: '#00ffff',
  fuchsia: '#ff00ff',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
  darkgray: '#a9a9a9',
  darkgrey: '#a9a9a9',
  pink: '#ffc0cb',
};

/** Red, green and blue of a colour as CSS writes it; null for one that is not known, or shines through. */
export function readColour(value: string): [number, number, number] | null {
  const colour = NAMED[value.trim().toLowerCase()] ?? value.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour);
  const rgb = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(colour);
  const [, red = '', green = '', blue = ''] = long ?? short ?? rgb ?? [];
  if (rgb) return [Number(red), Number(green), Number(blue)].map((one) => Math.min(one, 255)) as [number, number, number];
  if (!red) return null;
  return [red, green, blue].map((one) => Number.parseInt(one.length === 1 ? one + one : one, 16)) as [number, number, number];
}

/** From 1 (the same) to 21 (black on white); null when one of the colours is not known. */
export function contrast(text: string, ground: string): number | null {
  const [one, other] = [readColour(text), readColour(ground)];
  if (!one || !other) return null;
  const [bright, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(colour: [number, number, number]): number {
  const [red, green, blue] = colour.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
