import type { Random } from './random.ts';
import type { EventWords } from './words-events.ts';

/** What belongs to an event: who, with whom, in which languages, with what and for how much. */
export type SampleParts = {
  staff: { email: string; task: string; hours_planned: number; hours_worked: number | null }[];
  languages: { language: string; mode: string; interpreter: string | null; booking: string }[];
  organizations: { code: string; part: string }[];
  topics: string[];
  legislation: string[];
  supplies: { item: string; quantity: number; is_packed: boolean }[];
  costs: { label: string; category: string; planned_cents: number; actual_cents: number | null; fund: string }[];
};

const leads = ['coordinator@rotunda.example', 'grace.mutua@rotunda.example', 'staff@rotunda.example'];
const helpers = ['staff@rotunda.example', 'minh.tran@rotunda.example', 'grace.mutua@rotunda.example', 'manager@rotunda.example'];
const interpreters = ['Rosa Castillo', 'Halima Warsame', 'Hương Trần', 'Baraka Ilunga'];

/** Who is there, and in which languages; now and then something is still missing for what is to come. */
export function rosterOf(
  random: Random,
  words: EventWords,
  { isPast, daysAhead, isWeekly, district }: { isPast: boolean; daysAhead: number; isWeekly: boolean; district: string },
): Pick<SampleParts, 'staff' | 'languages'> {
  const hours = Math.round((words.minutes / 60 + 1.5) * 2) / 2;
  const worked = () => (isPast ? hours + random.pick([0, 0, 0, 0.5, -0.5]) : null);
  const lead = isWeekly ? 'grace.mutua@rotunda.example' : random.pick(leads);
  const staff = isPast || !random.chance(0.12) ? [{ email: lead, task: 'lead', hours_planned: hours, hours_worked: worked() }] : [];
  const help = random.pick(helpers.filter((email) => email !== lead));
  if (words.people[1] > 12 && random.chance(0.85))
    staff.push({ email: help, task: words.registers ? 'register' : 'help', hours_planned: hours, hours_worked: worked() });
  const booking = (chance: number) => (isPast || random.chance(chance) ? 'booked' : random.pick(['wanted', 'asked'] as const));
  const languages: SampleParts['languages'] = [{ language: 'en', mode: 'spoken', interpreter: null, booking: 'booked' }];
  if (isWeekly) languages.push({ language: 'es', mode: 'spoken', interpreter: null, booking: 'booked' });
  else if (random.chance({ '3': 0.7, '4': 0.45, '5': 0.12 }[district] ?? 0.2)) {
    const state = booking(daysAhead < 10 ? 0.85 : 0.4);
    languages.push({ language: 'es', mode: 'interpreted', interpreter: state === 'booked' ? interpreters[0]! : null, booking: state });
  }
  const other = random.weighted([
    ['so', 10],
    ['vi', 8],
    ['sw', 6],
    ['ase', 10],
    ['', 66],
  ] as const);
  if (other && words.kind !== 'media' && !isWeekly) {
    const state = booking(0.5);
    const interpreter = state === 'booked' ? random.pick(interpreters.slice(1)) : null;
    languages.push({ language: other, mode: other === 'ase' ? 'signed' : 'interpreted', interpreter, booking: state });
  }
  return { staff, languages };
}

/** Cost lines, in cents; what it came to is known afterwards. */
export function costsOf(random: Random, words: EventWords, isPast: boolean): SampleParts['costs'] {
  const line = (label: string, category: string, low: number, high: number, fund = 'General fund') => {
    const planned = random.between(low, high) * 500;
    return { label, category, planned_cents: planned, actual_cents: isPast ? planned + random.between(-4, 6) * 250 : null, fund };
  };
  if (words.kind === 'media' || words.weight === 0) return [];
  const costs = [line('Printing', 'printing', 4, 24)];
  if (words.kind === 'neighborhood_meeting' || words.kind === 'hearing')
    costs.push(line('Interpreting, two hours', 'interpreting', 30, 48), line('Water and fruit', 'food', 8, 22));
  if (words.kind === 'clinic') costs.push(line('Interpreting, three hours', 'interpreting', 44, 66, 'Second Chance grant'));
  if (words.kind === 'training') costs.push(line('Workbooks', 'supplies', 10, 24));
  if (words.kind === 'tabling') costs.push(line('Stall', 'room', 6, 12));
  return costs;
}
