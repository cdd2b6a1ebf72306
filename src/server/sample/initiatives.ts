import { addDays } from '../../domain/shared/dates.ts';
import { act, manager, type SampleAct } from './award-acts.ts';

/** Meetings with partners, with the tasks that came of them, and what the office proposes: from an idea to a file at the Council. */
export function initiativeActs(today: string): SampleAct[] {
  const met = (ago: number, p_meeting: Record<string, unknown>) =>
    act(addDays(today, -ago), 'save_meeting', { p_meeting: { held_on: addDays(today, -ago), ...p_meeting } });
  const proposed = (keep: string, ago: number, p_initiative: Record<string, unknown>) =>
    act(addDays(today, -ago), 'save_initiative', { p_initiative: { proposed_on: addDays(today, -ago), ...p_initiative } }, { keep });
  const moved = (keep: string, ago: number, p_to: string, p_facts: Record<string, unknown> = {}) =>
    act(addDays(today, -ago), 'move_initiative', { p_id: `@${keep}`, p_to, p_facts });
  return [
    met(34, {
      title: 'Rent help before winter',
      organizations: ['@org:housing', '@org:riverbend-housing-counsel', '@org:metro-utility-relief'],
      decisions: 'Riverbend takes ten households a week from the office. Housing sends its list of landlords by the end of the month.',
      notes: 'The waiting list is three weeks. Somali callers wait longest: an interpreter will be there on Tuesdays.',
      actions: [
        { title: 'Ask Housing for the list of landlords', owner_id: `@staff:${manager}`, due_on: addDays(today, 2) },
        { title: 'Send the new intake sheet to Riverbend', owner_id: '@staff:staff@rotunda.example', due_on: addDays(today, -3) },
      ],
    }),
    met(13, {
      title: 'How 311 answers what we file',
      organizations: ['@org:city-311', '@org:public-works', '@org:neighborhoods'],
      decisions: 'The office keeps the 311 number of each request and asks after ten business days.',
      actions: [
        { title: 'Compare the open requests of the third district', owner_id: '@staff:staff@rotunda.example', due_on: addDays(today, 9) },
      ],
    }),
    proposed('repair', 160, {
      title: 'Home repair also for porches and steps',
      problem: 'Owners over sixty are cited for their porches and cannot pay for them; the program pays for roofs and furnaces alone.',
      proposal: 'Widen the program to porches, steps and ramps, up to $8,000, first in districts three and five.',
      organizations: ['@org:housing', '@org:neighbors-for-repair'],
      next_step: 'Figures of the last year for the committee',
      next_on: addDays(today, 6),
    }),
    moved('repair', 140, 'drafting'),
    moved('repair', 61, 'with_department'),
    proposed('bills', 90, {
      title: 'Water bills in the app, in Spanish and Vietnamese',
      kind: 'app',
      capability: 'bill_payment',
      problem: 'Residents who cannot read the bill ask us what it says.',
      proposal: 'The bill in the app in the languages in which it is asked for.',
      organizations: ['@org:water', '@org:language-access'],
      next_step: 'Meet the vendor with Water',
      next_on: addDays(today, -2),
    }),
    moved('bills', 40, 'with_department'),
    proposed('fares', 25, {
      title: 'Reduced fares for people who look for work',
      problem: 'A bus pass costs more than a first week pays.',
      organizations: ['@org:bi-state-transit-authority', '@org:first-shift-job-center'],
    }),
    proposed('clerk', 300, {
      title: 'An interpreter at the clerk’s counter on Tuesdays',
      kind: 'other',
      proposal: 'One morning a week, Somali and Swahili.',
      organizations: ['@org:city-clerk', '@org:language-access'],
    }),
    moved('clerk', 280, 'with_department'),
    moved('clerk', 210, 'adopted', { on: addDays(today, -210) }),
  ];
}
