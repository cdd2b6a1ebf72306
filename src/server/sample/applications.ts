import { addDays } from '../../domain/shared/dates.ts';
import { act, cents, type SampleAct } from './award-acts.ts';

type Plan = [
  program: string,
  language: string,
  began: number,
  status: 'started' | 'submitted' | 'waitlisted' | 'approved' | 'denied' | 'withdrawn',
  sent?: number,
  answered?: number,
  dollars?: number,
];

/** Days ago: begun, sent in, answered; and how much came of it. */
const plans: Plan[] = [
  ['Rent arrears relief', 'so', 96, 'approved', 93, 61, 1850],
  ['Rent arrears relief', 'es', 74, 'approved', 70, 44, 2200],
  ['Rent arrears relief', 'en', 58, 'denied', 55, 30],
  ['Rent arrears relief', 'so', 46, 'submitted', 41],
  ['First month and deposit', 'en', 66, 'approved', 65, 52, 1400],
  ['First month and deposit', 'sw', 12, 'submitted', 10],
  ['Minor home repair', 'en', 120, 'approved', 104, 28, 6500],
  ['Minor home repair', 'es', 88, 'waitlisted', 80],
  ['Minor home repair', 'en', 21, 'started'],
  ['Heat and power help', 'vi', 39, 'approved', 38, 17, 410],
  ['Heat and power help', 'en', 33, 'approved', 33, 12, 385],
  ['Heat and power help', 'es', 6, 'started'],
  ['Water bill relief', 'en', 52, 'withdrawn', 50],
  ['Winter weatherization', 'en', 27, 'waitlisted', 20],
];
const helpers = ['staff@rotunda.example', 'coordinator@rotunda.example'];

/** Applications that the office helped with, entered as they went on. The programs come first: see `programActs`. */
export function applicationActs(today: string): SampleAct[] {
  const median = [74_000, 84_500, 95_000, 105_500, 114_000, 122_500, 131_000, 139_500].map(cents);
  const limits = { basis: 'median', year: Number(today.slice(0, 4)), source: 'Invented for the sample office', amounts: median };
  const measured = act(addDays(today, -140), 'save_income_limits', { p_limits: limits }, { as: 'admin@rotunda.example' });
  const applied = plans.flatMap(([program, language, began, status, sent, answered, dollars], index) => {
    const keep = `application:${index + 1}`;
    const as = helpers[index % helpers.length] as string;
    const on = (days: number) => addDays(today, -days);
    const begun = act(
      on(began),
      'save_application',
      { p_application: { program_id: `@program:${program}`, language, started_on: on(began) } },
      { as, keep },
    );
    const step = (days: number, p_application: Record<string, unknown>) =>
      act(on(days), 'save_application', { p_application, p_id: `@${keep}` }, { as });
    return [
      begun,
      ...(sent === undefined ? [] : [step(sent, { status: status === 'waitlisted' ? 'waitlisted' : 'submitted', submitted_on: on(sent) })]),
      ...(answered === undefined
        ? []
        : [step(answered, { status, decided_on: on(answered), ...(dollars === undefined ? {} : { amount_cents: cents(dollars) }) })]),
      ...(status === 'withdrawn' ? [step(20, { status })] : []),
    ];
  });
  return [measured, ...applied];
}
