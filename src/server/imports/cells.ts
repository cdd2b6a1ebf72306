/** Spreadsheets write whole numbers as "3.0". */
export const whole = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1');

/** One line, without control characters (a database cannot keep NUL) and without blanks around. */
export const tidy = (text: string): string =>
  /^[!-~]+(?: [!-~]+)*$/.test(text)
    ? text
    : text
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();

/** Coordinates of a place on the earth; neither when one is missing, or both are the nought that stands for "unknown". */
export function readPlace(latitude: string, longitude: string): { latitude: number | null; longitude: number | null } {
  const [north, east] = [Number(latitude), Number(longitude)];
  const known = latitude !== '' && longitude !== '' && Math.abs(north) <= 90 && Math.abs(east) <= 180 && (north !== 0 || east !== 0);
  return known ? { latitude: north, longitude: east } : { latitude: null, longitude: null };
}
