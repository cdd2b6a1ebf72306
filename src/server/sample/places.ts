/** Invented shapes: a city of six districts of about equal size, each of four neighborhoods. They are nobody's real borders. */

type Position = [number, number];
type SampleShape = { code: string; name: string; people?: number; geometry: { type: 'Polygon'; coordinates: Position[][] } };

const west = -94.72;
const south = 38.86;
const width = 0.16;
const height = 0.2;
const columns = 2;
const names = [
  ['Bluff Row', 'North Fork', 'Old Landing', 'Barry Field'],
  ['Shoal Bend', 'Claycroft', 'Nine Elms', 'Ferry Hill'],
  ['Vine Corner', 'Prospect Green', 'Linden Park', 'Blue Crossing'],
  ['Market Slope', 'Penn Terrace', 'Gillis Yard', 'Union Rise'],
  ['Swope Edge', 'Sycamore Flats', 'Raytown Gate', 'Meadow Run'],
  ['Wornall Heights', 'Red Bridge Rows', 'Holmes Orchard', 'State Line Fields'],
];

/** A corner of the grid, moved a little so that borders look like borders. The same corner is moved alike for both its neighbors. */
const corner = (column: number, row: number): Position => [
  round(west + column * width + 0.012 * Math.sin(7 * column + 3 * row)),
  round(south + row * height + 0.012 * Math.cos(5 * column - 2 * row)),
];
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** Four corners from the south-west, against the clock, closed. */
const shapeBetween = (column: number, row: number, step: number): SampleShape['geometry'] => {
  const first = corner(column, row);
  const ring = [first, corner(column + step, row), corner(column + step, row + step), corner(column, row + step), first];
  return { type: 'Polygon', coordinates: [ring] };
};

/** Districts 1 to 6 from the north-west to the south-east, and their neighborhoods. */
export function samplePlaces(): { districts: SampleShape[]; neighborhoods: SampleShape[] } {
  const places = names.map((list, index) => ({
    list,
    code: String(index + 1),
    column: index % columns,
    row: 2 - Math.floor(index / columns),
  }));
  return {
    districts: places.map(({ code, column, row }) => {
      const edge = [0, 0.5, 1];
      const ring: Position[] = [
        ...edge.map((step) => corner(column + step, row)),
        ...edge.slice(1).map((step) => corner(column + 1, row + step)),
        ...edge
          .slice(0, -1)
          .reverse()
          .map((step) => corner(column + step, row + 1)),
        ...edge
          .slice(0, -1)
          .reverse()
          .map((step) => corner(column, row + step)),
      ];
      return { code, name: `District ${code}`, geometry: { type: 'Polygon', coordinates: [ring] } };
    }),
    neighborhoods: places.flatMap(({ list, code, column, row }) =>
      list.map((name, index) => ({
        code: `${code}-${index + 1}`,
        name,
        people: 15_000 + ((index * 7 + Number(code) * 3) % 9) * 1_400,
        geometry: shapeBetween(column + (index % 2) * 0.5, row + Math.floor(index / 2) * 0.5, 0.5),
      })),
    ),
  };
}
