import type { Backend } from '../backend/index.ts';
import { places } from './residents.ts';

/** Invented shapes: a city of six districts of about equal size, with the neighborhoods of the sample. They are nobody's real borders. */

type Position = [number, number];
type SampleShape = { code: string; name: string; people?: number; geometry: { type: 'Polygon'; coordinates: Position[][] } };

const west = -94.72;
const south = 38.86;
const width = 0.16;
const height = 0.2;
const columns = 3;
const rows = 2;

/** A corner of the grid, moved a little so that borders look like borders. The same corner is moved alike for both its neighbors. */
const corner = (column: number, row: number): Position => [
  round(west + column * width + 0.012 * Math.sin(7 * column + 3 * row)),
  round(south + row * height + 0.012 * Math.cos(5 * column - 2 * row)),
];
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** A slice of a district from west to east: four corners from the south-west, against the clock, closed. */
const sliceOf = (column: number, from: number, to: number): SampleShape['geometry'] => {
  const first = corner(column, from);
  const ring = [first, corner(column + 1, from), corner(column + 1, to), corner(column, to), first];
  return { type: 'Polygon', coordinates: [ring] };
};

/** Districts 1 to 6 from the north-west to the south-east, and their neighborhoods. */
export function samplePlaces(): { districts: SampleShape[]; neighborhoods: SampleShape[] } {
  const grid = Object.entries(places).map(([code, { neighborhoods }], index) => ({
    code,
    neighborhoods,
    column: index % columns,
    row: rows - 1 - Math.floor(index / columns),
  }));
  return {
    districts: grid.map(({ code, column, row }) => {
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
    neighborhoods: grid.flatMap(({ code, neighborhoods, column, row }) =>
      neighborhoods.map((name, index) => ({
        code: `${code}-${index + 1}`,
        name,
        people: 19_000 + ((index * 7 + Number(code) * 3) % 9) * 1_900,
        geometry: sliceOf(column, row + index / neighborhoods.length, row + (index + 1) / neighborhoods.length),
      })),
    ),
  };
}

/** Draws the sample city, and puts its events and partners on the map. They are there already. */
export async function loadSamplePlaces(backend: Pick<Backend, 'service'>): Promise<void> {
  const { districts, neighborhoods } = samplePlaces();
  const { error } = await backend.service.rpc('load_sample_places', { p_districts: districts, p_neighborhoods: neighborhoods });
  if (error) throw error;
}
