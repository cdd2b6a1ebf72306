/** What was counted in an area. `people` and `square_km` are null where nobody said how many live there, or no shape is known. */
export type AreaCount = {
  id: string;
  code: string;
  name: string;
  people: number | null;
  source: string | null;
  square_km: number | null;
  count: number;
};

/** How much is told of an area: as counted, for each 1,000 who live there, or for each square kilometer. */
export type Basis = 'count' | 'people' | 'square_km';

/** The amount of an area on a basis; null where it cannot be told. */
export function amountOf({ count, people, square_km }: AreaCount, basis: Basis): number | null {
  if (basis === 'count') return count;
  if (basis === 'people') return people ? (count * 1000) / people : null;
  return square_km ? count / square_km : null;
}

/** The best basis that is known for most areas: for those who live there, else as counted. */
export const bestBasis = (areas: readonly AreaCount[]): Basis =>
  areas.length > 0 && areas.filter(({ people }) => people).length * 2 > areas.length ? 'people' : 'count';

/**
 * Upper ends of at most `most` classes that hold about as many areas each (quantiles), ascending; the last is the largest amount.
 * Equal amounts are never in two classes. Empty when there is nothing to class.
 */
export function classEnds(amounts: readonly number[], most = 5): number[] {
  const sorted = [...amounts].sort((one, other) => one - other);
  const ends: number[] = [];
  for (let part = 1; part <= most; part += 1) {
    const end = sorted[Math.ceil((sorted.length * part) / most) - 1];
    if (end !== undefined && end !== ends.at(-1)) ends.push(end);
  }
  return ends;
}

/** Which class an amount is in, from 0; null where nothing is told. */
export function classOf(amount: number | null, ends: readonly number[]): number | null {
  if (amount === null || ends.length === 0) return null;
  const found = ends.findIndex((end) => amount <= end);
  return found === -1 ? ends.length - 1 : found;
}
