/**
 * What the SQL function `report_facts(month)` returns as JSON, in the database's own words.
 * Counts are whole inquiries. Days are local calendar days from opened to closed, of what was closed in the
 * period; the median and the 90th percentile are `percentile_cont`, so they may be fractional, and are null
 * when nothing was closed.
 */
export type Tally = {
  opened: number;
  closed: number;
  open_at_end: number;
  days_to_close: DaysToClose;
};

export type DaysToClose = { median: number | null; p90: number | null };

/** A tally with its bounds: ISO dates, both inclusive, in the local calendar of the office. */
export type PeriodTally = Tally & { from: string; to: string };

/** A tally of the month for one group, with what was opened in it a month and a year before. */
export type GroupTally = Tally & {
  key: string;
  label: string;
  opened_previous_month: number;
  opened_same_month_last_year: number;
};

export type Directive = { section: number; title: string; duty: string };

/** Events that were held, the people who came to them, and the places that were taken by registering. */
export type EventTally = { held: number; people: number; registered: number };

export type EventPeriods = {
  month: EventTally;
  previous_month: EventTally;
  same_month_last_year: EventTally;
  fiscal_year_to_date: EventTally;
};

/** The events of one section: each counts under its primary section alone, in the month in which it began. */
export type EventSection = EventPeriods & {
  /** '1' to '10'; a section without anything to say is absent. */
  key: string;
  /** Of the month: cancelled, and over without being marked as held or cancelled. Neither is among the held. */
  cancelled: number;
  unsettled: number;
  /** Heard at the events of the month: how often, by how many people, and how many became inquiries. */
  issues: { heard: number; voices: number; inquiries: number };
  /** The key is the kind's code; its words are in the wording. */
  by_kind: (EventPeriods & { key: string })[];
  /** The key is the district's code, or 'unknown'; every active district is present, also with zero. */
  by_district: (EventPeriods & { key: string; label: string })[];
  /** Events of the month held and interpreted in a language, and who came by language; 'unknown' where nobody asked. */
  languages: EventLanguage[];
  /** Presented at events of the month; one event may have several. */
  topics: { key: string; label: string; held: number }[];
};

export type EventLanguage = { key: string; label: string; spoken: number; interpreted: number; people: number };

export type CampaignTally = { campaigns: number; letters: number };
export type CampaignPeriods = Record<'month' | 'previous_month' | 'same_month_last_year' | 'fiscal_year_to_date', CampaignTally>;

/** Letters to many of one section: each campaign counts under its primary section, in the month in which it went out. */
export type CampaignSection = CampaignPeriods & {
  key: string;
  /** Of the month's campaigns, until the facts were read. `failed` were refused and are no part of the letters; `inquiries` are replies that became one. */
  bounced: number;
  failed: number;
  complained: number;
  unsubscribed: number;
  replied: number;
  inquiries: number;
  /** Addresses that asked for a list in the month, and that left one; told under section 4, whatever the list. */
  gained: number;
  lost: number;
  rows: { id: string; name: string; list: string; on: string; letters: number; bounced: number; unsubscribed: number; replied: number }[];
  /** Letters that were sent, by the language that they were written in. */
  languages: { key: string; label: string; letters: number }[];
};

/**
 * The question after an inquiry was closed, by main section: how many inquiries were asked about in the month, how many were answered in
 * it, whenever asked, and what was said. "no" disputes the closing. `reopened` were taken up again in the month, for whatever reason; reports
 * that were compiled before it was counted have none.
 */
export type AnswerSection = { key: string; asked: number; answered: number; yes: number; not_yet: number; no: number; reopened?: number };

/** Reports that awards owed in a period, by what became of them; `open` are not filed. */
export type FilingTally = { due: number; on_time: number; late: number; open: number };
/** Awards that stood in one state at the end of the month, with federal money until then, in cents. */
export type AwardState = {
  key: 'in_force' | 'closeout' | 'offered';
  awards: number;
  federal_cents: number;
  spent_cents: number;
  drawn_cents: number;
};
export type OwedReport = {
  id: string;
  kind: string;
  is_final: boolean;
  /** Of one that was added by hand; else empty. */
  title: string;
  due_on: string;
  is_late: boolean;
  /** Null: owed by the city as a whole. */
  award_id: string | null;
  award: string | null;
  recipient: string | null;
};

/** Grants of the Department of Justice, told under section 6. */
export type AwardFacts = {
  /** The day of the reading; what is owed is as of then, up to `horizon`: 60 days after the month. */
  as_of: string;
  horizon: string;
  /** Only states that an award is in. */
  states: AwardState[];
  month: { spent_cents: number; drawn_cents: number };
  accepted: { id: string; title: string; federal_cents: number }[];
  ended: { id: string; title: string; on: string; is_terminated: boolean }[];
  offered: { id: string; title: string; number: string | null; federal_cents: number; has_ordinance: boolean }[];
  reports: Record<'month' | 'previous_month' | 'same_month_last_year' | 'fiscal_year_to_date', FilingTally>;
  /** Not filed: past their day, and due until the horizon. The first forty have a row. */
  late: number;
  due: number;
  rows: OwedReport[];
  subawards: { active: number; obligated_cents: number; low: number; medium: number; high: number };
  /** Inquiries of the month in another language than English. */
  languages: { inquiries: number; languages: number };
};

export type Period = 'month' | 'previous_month' | 'same_month_last_year' | 'fiscal_year_to_date';
/** Referrals that were sent, accepted, and ended with the resident served, each in the period in which it happened. */
export type ReferralTally = { made: number; accepted: number; served: number };
export type ApplicationTally = { started: number; approved: number; amount_cents: number };
/** Referrals and applications of one section: each counts under its primary section alone, and none that went through 311. */
export type PartnerSection = {
  key: string;
  referrals: Record<Period, ReferralTally>;
  applications: Record<Period, ApplicationTally>;
  /** Of the month: organizations that were sent one, refusals, and minutes of the receiver's working time until half were accepted. */
  receivers: number;
  declined: number;
  median_minutes: number | null;
  /** The key is the district's code, or 'unknown'. */
  by_district: (ReferralTally & { key: string; label: string | null })[];
  by_language: { key: string; label: string; made: number }[];
};
export type LanguageSums = {
  count: number;
  served: number;
  partial: number;
  declined: number;
  failed: number;
  qualified: number;
  /** Of how many it is known how long they waited. */
  waited: number;
  median_wait_seconds: number | null;
  minutes: number;
  cost_cents: number;
};
/** Requests filed with 311, and what the city's open data says of them beside all others. */
export type RequestFacts = {
  filed: number;
  verified: number;
  late: number;
  closed: number;
  median_days: number | null;
  city_closed: number;
  city_median_days: number | null;
  districts: RequestGroup<{ name: string | null; code: string | null }>[];
  types: RequestGroup<{ type: string }>[];
  /** Where the open data ends; null where none was read yet. */
  latest_at: string | null;
};
type RequestGroup<Name> = Name & { filed: number; closed: number; median_days: number | null; city_median_days: number | null };

/** What is made with partners: told under sections 4, 5, 6 and 9. */
export type PartnerFacts = {
  sections: PartnerSection[];
  directory: { programs: number; organizations: number; added: number; reviewed: number; overdue: number };
  /** Each program counts once, at the first of its payers in this order. */
  levels: { key: 'federal' | 'state' | 'local' | 'private' | 'unknown'; programs: number; referrals: number }[];
  initiatives: {
    id: string;
    title: string;
    kind: string;
    section: number;
    status: string;
    file_number: string | null;
    is_new: boolean;
  }[];
  language: {
    all: LanguageSums;
    unmet: number;
    documents: number;
    /** Of the documents those that were asked for and done; the others were translated on the spot. */
    translations: number;
    words: number;
    share_office: number | null;
    qualified: { label: string; meaning: string };
    by_language: { key: string; label: string; count: number; served: number; unmet: number }[];
  };
  requests: RequestFacts;
};

export type ReportFacts = {
  /** The first day of the month: '2019-03-01'. */
  month: string;
  /** The instant at which the snapshot was taken, ISO. */
  data_as_of: string;
  office: {
    office_name: string;
    city_name: string;
    state_name: string;
    address: string;
    phone: string | null;
    email: string | null;
    time_zone: string;
    fiscal_year_start_month: number;
  };
  ordinance: { file_number: string; kind: string };
  /** Sections 1 to 10. */
  directives: Directive[];
  periods: {
    month: PeriodTally;
    previous_month: PeriodTally;
    same_month_last_year: PeriodTally;
    fiscal_year_to_date: PeriodTally;
    previous_fiscal_year_to_date: PeriodTally;
  };
  /** Keys '1' to '6' and 'unknown'; every active district is present, also with zero. */
  by_district: GroupTally[];
  /** The key is the topic's code. */
  by_topic: GroupTally[];
  /** The key is the channel's code. */
  by_channel: GroupTally[];
  /** Keys '1' to '10': by primary section, so that the sum is the total. */
  by_section: GroupTally[];
  /** Thirteen months, oldest first; the last one is the month itself. */
  trend: (Tally & { month: string })[];
  events: EventSection[];
  campaigns: CampaignSection[];
  answers: AnswerSection[];
  awards: AwardFacts;
  partners: PartnerFacts;
  staffing: { active_staff: number };
  /** Last month's edition, for section 10. */
  previous_report: { month: string; edition: number; compiled_at: string } | null;
};
