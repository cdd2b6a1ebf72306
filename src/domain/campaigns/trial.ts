/** One of two subjects that are tried: to how many it went, and how many of them did what is counted. */
export type Arm = { n: number; hits: number };

const twoSided = 1.959964;
const power = 0.841621;

/** How many people in each arm it takes to tell p from q, at 5 % error and 80 % power (two proportions, normal approximation). */
export function neededPerArm(p: number, q: number): number {
  const mean = (p + q) / 2;
  const spread = twoSided * Math.sqrt(2 * mean * (1 - mean)) + power * Math.sqrt(p * (1 - p) + q * (1 - q));
  return (spread / (q - p)) ** 2;
}

/**
 * The smallest rise over a base rate that n people in each arm can tell from chance, as a difference of rates: 0.03 is three of a
 * hundred. Null when not even everybody would be enough.
 */
export function detectableRise(n: number, base: number): number | null {
  if (n < 1 || base >= 1 || neededPerArm(base, 1) > n) return null;
  let low = base;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (neededPerArm(base, middle) > n) low = middle;
    else high = middle;
  }
  return high - base;
}

/** With fewer than this in an arm, or of what is counted in both, a rate is an accident. */
const least = { people: 100, hits: 10 };

export type Verdict =
  | { kind: 'nothing' }
  /** Too few to tell. `rise`: what would have to lie between them; null when not even that is known. */
  | { kind: 'too_few'; rise: number | null; base: number }
  | { kind: 'no_difference'; rise: number; base: number }
  | { kind: 'difference'; more: 'a' | 'b'; base: number };

/** What can be said of two subjects, and no more. The base rate is that of both together. */
export function judgeTrial(a: Arm, b: Arm): Verdict {
  if (a.n === 0 || b.n === 0) return { kind: 'nothing' };
  const base = (a.hits + b.hits) / (a.n + b.n);
  const smaller = Math.min(a.n, b.n);
  // Of so few people nothing is told, however far apart they lie: no difference may be promised to show.
  const rise = smaller < least.people ? null : detectableRise(smaller, base);
  if (a.hits + b.hits < least.hits || rise === null) return { kind: 'too_few', rise, base };
  const error = Math.sqrt(base * (1 - base) * (1 / a.n + 1 / b.n));
  const distance = a.hits / a.n - b.hits / b.n;
  if (Math.abs(distance) > twoSided * error) return { kind: 'difference', more: distance > 0 ? 'a' : 'b', base };
  // Where only a doubling could have been seen, that none was seen says nothing.
  return rise > base ? { kind: 'too_few', rise, base } : { kind: 'no_difference', rise, base };
}
