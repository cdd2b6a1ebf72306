import { addDays, daysBetween } from '../../domain/shared/dates.ts';
import type { Random } from './random.ts';
import { stepWords } from './topic-words.ts';

/** One line of a timeline as load_sample_office takes it; the time is the office's clock, the author an address. */
export type SampleStep = { kind: string; body: string; at_local: string; created_by: string };

const kinds = [
  ['note', 40],
  ['call', 34],
  ['email', 18],
  ['visit', 5],
  ['letter', 3],
] as const;

/** What was noted between two local times, in order. Steps that chance puts outside them fall on the nearer end. */
export function inventSteps(random: Random, from: string, until: string, author: string, count: number): SampleStep[] {
  const days = Math.min(daysBetween(from.slice(0, 10), until.slice(0, 10)), 30);
  const times = Array.from({ length: count }, () => {
    const time = [random.between(9, 16), random.between(0, 59), random.between(0, 59)]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
    const at = `${addDays(from.slice(0, 10), random.between(0, days))} ${time}`;
    return at < from ? from : at > until ? until : at;
  }).sort();
  return times.map((at_local) => {
    const kind = random.weighted(kinds);
    return { kind, body: random.pick(stepWords[kind]), at_local, created_by: author };
  });
}
