/**
 * JSON in which the same content is always the same text: object keys sorted, no spaces, absent values left out.
 * Throws a TypeError on what JSON cannot hold faithfully (NaN, infinity, functions), instead of writing null for it.
 */
export function stableJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be frozen as JSON.`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, held]) => held !== undefined)
      // By code unit, not by locale: the same on every machine.
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${stableJson(held)}`).join(',')}}`;
  }
  throw new TypeError(`A ${typeof value} cannot be frozen as JSON.`);
}
