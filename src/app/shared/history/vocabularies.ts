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
  attendances: { way: (text) => `event.way.${text}` },
};

/** The message that says a value of a column, where the column has words of its own. */
export const wordKey = (table: string, field: string, text: string): string | null =>
  (ofTable[table]?.[field] ?? everywhere[field])?.(text) ?? null;
