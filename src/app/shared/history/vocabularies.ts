import { partnerVocabularies } from './partner-words.ts';

type Word = (text: string) => string;

/** Columns whose values are words of their own, as messages: of every table, and of one where a word means something else there. */
const everywhere: Record<string, Word> = {
  status: (text) => `status.${text}`,
  channel: (text) => `channel.${text}`,
  resolution_code: (text) => `resolution.${text}`,
  kind: (text) => `kind.${text}`,
  role: (text) => `role.${text}`,
  calendar: (text) => `calendar.${text}`,
};

const ofTable: Record<string, Record<string, Word>> = {
  events: {
    status: (text) => `event.status.${text}`,
    kind: (text) => `event.kind.${text}`,
    tally_counts: (text) => `event.tally_counts.${text}`,
  },
  event_staff: { task: (text) => `event.task.${text}` },
  event_organizations: { part: (text) => `event.part.${text}` },
  event_languages: { mode: (text) => `event.mode.${text}`, booking: (text) => `event.booking.${text}` },
  event_costs: { category: (text) => `event.cost.${text}` },
  event_tallies: { age_band: (text) => `event.age.${text}` },
  registrations: { status: (text) => `event.registration.${text}`, source: (text) => `event.source.${text}` },
  campaigns: { status: (text) => `campaign.status.${text}` },
  subscriptions: { status: (text) => `subscription.${text}` },
  awards: {
    status: (text) => `award.status.${text}`,
    instrument: (text) => `award.instrument.${text}`,
    uniform_guidance_version: (text) => `award.guidance.${text}`,
    indirect_type: (text) => `money.indirect.${text}`,
    program_income_method: (text) => `history.income.${text}`,
  },
  award_roles: { role: (text) => `award.role.${text}` },
  award_reports: { kind: (text) => `award.report.${text}` },
  award_budgets: { status: (text) => `money.status.${text}` },
  award_budget_lines: { category: (text) => `money.category.${text}` },
  award_budget_moves: {
    category: (text) => `money.category.${text}`,
    from_category: (text) => `money.category.${text}`,
    to_category: (text) => `money.category.${text}`,
  },
  award_entries: {
    kind: (text) => `money.kind.${text}`,
    share: (text) => `money.share.${text}`,
    category: (text) => `money.category.${text}`,
  },
  award_modifications: {
    status: (text) => `changes.status.${text}`,
    kind: (text) => `changes.kind.${text}`,
    subtype: (text) => `changes.subtype.${text}`,
  },
  subawards: { status: (text) => `subaward.status.${text}`, determination: (text) => `subaward.kind.${text}` },
  subaward_checks: { result: (text) => `subaward.result.${text}` },
  subaward_risks: { level: (text) => `history.level.${text}` },
  subaward_visits: { kind: (text) => `subaward.visit.${text}` },
  subaward_findings: { decision: (text) => `subaward.decision.${text}` },
  award_measures: { counts: (text) => `history.counts.${text}` },
  records_requests: { ended_as: (text) => `records.end_${text}` },
  escalation_steps: { clock: (text) => `escalation.clock_${text}`, tells: (text) => `escalation.tells_${text}` },
  inquiry_escalations: { clock: (text) => `escalation.clock_${text}` },
  residents: { contact_by: (text) => `contact_by.${text}` },
  inquiry_people: { kind: (text) => `told.person.kind.${text}` },
  legislation: { kind: (text) => `legislation.${text}`, state: (text) => `law.state.${text}` },
  answer_cards: { state: (text) => `answers.state.${text}` },
  macros: {
    set_status: (text) => `status.${text}`,
    assign: (text) => `macro.assign.${text}`,
    close_code: (text) => `resolution.${text}`,
  },
  attendances: { way: (text) => `event.way.${text}` },
  ...partnerVocabularies,
};

/** The message that says a value of a column, where the column has words of its own. */
export const wordKey = (table: string, field: string, text: string): string | null =>
  (ofTable[table]?.[field] ?? everywhere[field])?.(text) ?? null;
