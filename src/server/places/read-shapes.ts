/** A polygon of a file as it is sent to the database; `line` counts features from 1. */
export type Shape = { line: number; code: string; name: string; people: string; geometry: unknown };
/** Which property of a feature says what. */
export type ShapeColumns = { code: string; name: string; people: string | null };
/** What a file holds: the properties that its features have, an example of each, and the best guess of what they say. */
export type ShapeFile = { properties: { name: string; example: string }[]; guess: ShapeColumns | null; count: number };

type Feature = { type?: unknown; properties?: Record<string, unknown> | null; geometry?: { type?: unknown; coordinates?: unknown } | null };

/** A file that is no GeoJSON of areas, in a sentence for the person who chose it; `reason` says it in their language. */
export class ShapesRefused extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

const known = {
  code: ['code', 'district', 'council_district', 'district_number', 'dist', 'district_n', 'nbhid', 'nbh_id', 'id', 'objectid', 'geoid'],
  name: ['name', 'nbhname', 'nbh_name', 'neighborhood', 'district_name', 'namelsad', 'label', 'district'],
  people: ['people', 'population', 'pop', 'totpop', 'total_population'],
};

/** The features of a file. @throws ShapesRefused when it is not a FeatureCollection with at least one feature. */
function featuresOf(text: string): Feature[] {
  let file: { type?: unknown; features?: unknown };
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, '')) as never;
  } catch {
    throw new ShapesRefused('shapes_json', 'The file cannot be read as GeoJSON. Export the layer as GeoJSON (WGS84) and choose it again.');
  }
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features) || file.features.length === 0)
    throw new ShapesRefused('shapes_none', 'The file holds no shape. Choose a GeoJSON file with polygons.');
  return file.features as Feature[];
}

/** What is in a file, so that a person can say which property is which. @throws ShapesRefused */
export function lookAtShapes(text: string): ShapeFile {
  const features = featuresOf(text);
  const properties = new Map<string, string>();
  for (const { properties: given } of features.slice(0, 50))
    for (const [name, value] of Object.entries(given ?? {}))
      if (!properties.get(name) && (typeof value === 'string' || typeof value === 'number'))
        properties.set(name, String(value).slice(0, 60));
  const names = [...properties.keys()];
  const find = (list: string[]) => list.map((one) => names.find((name) => name.toLowerCase() === one)).find(Boolean) ?? null;
  const code = find(known.code);
  return {
    properties: names.slice(0, 60).map((name) => ({ name, example: properties.get(name) ?? '' })),
    guess: code ? { code, name: find(known.name) ?? code, people: find(known.people) } : null,
    count: features.length,
  };
}

/** Coordinates to six decimals (a hand's breadth) and without heights: a map needs no more, and the file is a third as long. */
function rounded(value: unknown, depth = 0): unknown {
  if (!Array.isArray(value) || depth > 4) return value;
  if (typeof value[0] === 'number') return value.slice(0, 2).map((one) => (typeof one === 'number' ? Math.round(one * 1e6) / 1e6 : one));
  return value.map((one) => rounded(one, depth + 1));
}

/** The shapes of a file as its columns say. A number such as 3.0 is the code 3. @throws ShapesRefused */
export function readShapes(text: string, columns: ShapeColumns): Shape[] {
  const cell = (feature: Feature, column: string | null) => {
    const value = column ? feature.properties?.[column] : null;
    return typeof value === 'number' || typeof value === 'string'
      ? String(value)
          .trim()
          .replace(/^(\d+)\.0+$/, '$1')
      : '';
  };
  return featuresOf(text).map((feature, index) => ({
    line: index + 1,
    code: cell(feature, columns.code).replaceAll(/\s+/g, '-').slice(0, 40),
    name: cell(feature, columns.name).slice(0, 200),
    people: cell(feature, columns.people).replaceAll(',', ''),
    geometry: feature.geometry ? { type: feature.geometry.type, coordinates: rounded(feature.geometry.coordinates) } : null,
  }));
}
