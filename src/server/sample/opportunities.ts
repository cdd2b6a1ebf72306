import { addDays } from '../../domain/shared/dates.ts';
import { act, cents, coordinator, type SampleAct } from './award-acts.ts';

/** An invented number as the Department of Justice writes them: O-BJA-2026-90412. */
const numberOf = (component: string, on: string, sequence: number): string => `O-${component}-${on.slice(0, 4)}-${sequence}`;

/** Grants that the office found: two to look at, one to decide, one being written, one sent in, and one that the city let go. */
export function findOpportunities(today: string): SampleAct[] {
  const found = (keep: string, ago: number, opportunity: Record<string, unknown>) =>
    act(addDays(today, -ago), 'save_opportunity', { p_opportunity: { owner_id: `@staff:${coordinator}`, ...opportunity } }, { keep });
  const moved = (keep: string, ago: number, p_to: string, p_facts: Record<string, unknown> = {}) =>
    act(addDays(today, -ago), 'move_opportunity', { p_id: `@${keep}`, p_to, p_facts });
  return [
    found('reentry', 9, {
      opportunity_number: numberOf('BJA', today, 90412),
      title: 'Second chance: housing and work after release',
      listing_id: '@listing:16.812',
      agency: 'Bureau of Justice Assistance',
      posted_on: addDays(today, -12),
      grants_gov_due_on: addDays(today, 47),
      due_on: addDays(today, 54),
      ceiling_cents: cents(900_000),
    }),
    found('hate', 4, {
      opportunity_number: numberOf('BJA', today, 90467),
      title: 'Community-based approaches to preventing hate crimes',
      agency: 'Bureau of Justice Assistance',
      posted_on: addDays(today, -6),
      grants_gov_due_on: addDays(today, 68),
      due_on: addDays(today, 75),
      ceiling_cents: cents(400_000),
    }),
    found('safety', 21, {
      opportunity_number: numberOf('OVC', today, 90288),
      title: 'Services for victims who speak another language than English',
      agency: 'Office for Victims of Crime',
      posted_on: addDays(today, -25),
      grants_gov_due_on: addDays(today, 26),
      due_on: addDays(today, 33),
      ceiling_cents: cents(750_000),
      departments: [{ organization_id: '@org:health', part: 'Would employ two advocates' }],
    }),
    moved('safety', 14, 'deciding'),
    found('crisis', 40, {
      opportunity_number: numberOf('BJA', today, 90133),
      title: 'Connect and protect: response to behavioral health calls',
      listing_id: '@listing:16.745',
      agency: 'Bureau of Justice Assistance',
      posted_on: addDays(today, -44),
      grants_gov_due_on: addDays(today, 8),
      due_on: addDays(today, 15),
      ceiling_cents: cents(550_000),
      request_cents: cents(550_000),
      match_percent: '20',
      council_action: 'needed',
      departments: [
        { organization_id: '@org:police', part: 'Leads' },
        { organization_id: '@org:health', part: 'Clinicians' },
      ],
    }),
    moved('crisis', 33, 'deciding'),
    moved('crisis', 28, 'applying', { reason: 'Both departments have staff for it, and the match is in the budget.' }),
    found('stops', 120, {
      opportunity_number: numberOf('COPS', addDays(today, -120), 90045),
      title: 'De-escalation training for officers',
      listing_id: '@listing:16.710',
      agency: 'Office of Community Oriented Policing Services',
      grants_gov_due_on: addDays(today, -70),
      due_on: addDays(today, -63),
      request_cents: cents(300_000),
      departments: [{ organization_id: '@org:police' }],
    }),
    moved('stops', 110, 'applying'),
    moved('stops', 66, 'submitted', { on: addDays(today, -66), request_cents: cents(300_000) }),
    found('drones', 60, {
      opportunity_number: numberOf('COPS', addDays(today, -60), 90071),
      title: 'Technology and equipment program',
      agency: 'Office of Community Oriented Policing Services',
      due_on: addDays(today, -20),
      ceiling_cents: cents(1_000_000),
    }),
    moved('drones', 44, 'declined', { reason: 'Only projects that Congress named may apply.' }),
  ];
}
