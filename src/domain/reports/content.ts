import type { AwardFacts, CampaignPeriods, CampaignSection, DaysToClose, EventPeriods, GroupTally, PeriodTally, Tally } from './facts.ts';

/** Changes when a reader of the frozen JSON would have to change. */
export const reportSchemaVersion = 1;

/**
 * A compiled report: numbers for programs, and every word as it will be printed. Frozen as JSON, so that a reprint
 * is identical also after the wording has changed. The names `month` and `inquiries` are a public contract of the
 * report command.
 */
export type CompiledReport = {
  schema_version: typeof reportSchemaVersion;
  /** BCP 47 tag of the language that the report is written in. */
  language: string;
  /** The first day of the month: '2019-03-01'. */
  month: string;
  period: { from: string; to: string };
  data_as_of: string;
  title: string;
  subtitle: string;
  office: { name: string; line: string; contact: string; time_zone: string };
  /** The one sentence under the title. */
  summary: string;
  headlines: Headline[];
  asks: { title: string; items: string[]; none: string | null };
  inquiries: Tally & {
    by_district: GroupTally[];
    by_topic: GroupTally[];
    by_channel: GroupTally[];
    by_section: GroupTally[];
  };
  comparisons: ReportComparisons;
  trend: ReportTrend;
  tables: {
    by_district: ReportTable;
    comparisons: ReportTable;
    trend: ReportTable;
    by_topic: ReportTable;
    by_channel: ReportTable;
    by_section: ReportTable;
  };
  sections_title: string;
  sections: CompiledSection[];
  definitions: { title: string; items: { term: string; meaning: string }[] };
  furniture: Furniture;
};

export type HeadlineKey = 'opened' | 'closed' | 'open_at_end' | 'median' | 'p90';

/** One of the five numbers: its value as data and as text, and how it stands against other periods. */
export type Headline = { key: HeadlineKey; value: number | null; value_text: string; label: string; notes: string[] };

/** A number against an earlier one. `difference` and `percent` are null where there is nothing to compare or to divide by. */
export type Change = { earlier: number | null; difference: number | null; percent: number | null };

export type PeriodComparison = {
  period: PeriodTally;
  earlier: PeriodTally;
  opened: Change;
  closed: Change;
  open_at_end: Change;
  days_to_close: { median: Change; p90: Change };
};

export type ReportComparisons = {
  previous_month: PeriodComparison;
  same_month_last_year: PeriodComparison;
  fiscal_year_to_date: PeriodComparison;
};

/** The chart of days to close. `alt` tells a person who cannot see it what it shows; `table_note` names its table. */
export type ReportTrend = {
  title: string;
  points: { month: string; label: string; days_to_close: DaysToClose }[];
  series: { median: string; p90: string };
  alt: string;
  empty: string | null;
  table_note: string;
};

/** A table as it will be printed. The first column names the row. */
export type ReportTable = { title: string; columns: string[]; rows: ReportTableRow[]; empty: string | null };

export type ReportTableRow = { kind: 'plain' | 'change' | 'total'; cells: string[] };

/** What is recorded under one section of the ordinance, or that nothing is, and why. */
export type CompiledSection = {
  section: number;
  heading: string;
  title: string;
  duty: string;
  activity: { statements: string[]; figures: Tally | null } | null;
  no_activity: { text: string; reason: string } | null;
  /** The section's events. Absent where there are none, and in editions from before events were recorded. */
  events?: SectionEvents;
  /** The section's letters to many. Absent where there are none, and in editions from before they were recorded. */
  campaigns?: SectionCampaigns;
  /** The question after its inquiries. Absent where nobody was asked, and in editions from before it was. */
  answers?: SectionAnswers;
  /** Grants that the office coordinates. Absent where there are none, and in editions from before they were kept. */
  awards?: SectionAwards;
  /** What is made with partners. Absent where there is nothing, and in editions from before it was recorded. */
  partners?: SectionPartners;
};

/** Each table with the keys of its rows, for the ways to what is counted; null for a row that leads nowhere. */
export type PartnerTable = { key: PartnerTableKey; table: ReportTable; rows: (string | null)[] };
export type PartnerTableKey = 'districts' | 'languages' | 'levels' | 'spoken' | 'requests' | 'types';
/** The whole lists behind the sentences, each with how many there are. */
export type SectionPartners = { counts: { key: PartnerCount; count: number }[]; tables: PartnerTable[] };
export type PartnerCount =
  | 'programs'
  | 'programs_added'
  | 'programs_reviewed'
  | 'programs_overdue'
  | 'referrals'
  | 'referrals_accepted'
  | 'referrals_served'
  | 'referrals_declined'
  | 'referrals_before'
  | 'referrals_year_ago'
  | 'referrals_fiscal_year'
  | 'applications'
  | 'applications_approved'
  | 'encounters'
  | 'encounters_unmet'
  | 'encounters_qualified'
  | 'encounters_waited'
  | 'encounters_written'
  | 'translations'
  | 'requests'
  | 'requests_found'
  | 'requests_closed'
  | 'requests_city'
  | 'requests_late'
  | 'initiatives';

export type SectionAwards = {
  figures: Pick<AwardFacts, 'states' | 'month' | 'reports' | 'late' | 'due' | 'subawards'>;
  rows: { id: string; award_id: string | null }[];
  tables: { states: ReportTable; owed: ReportTable };
};

/** `disputed` is null where it is kept back: so few answered. */
export type SectionAnswers = { asked: number; answered: number; disputed: number | null; reopened?: number };

export type SectionCampaigns = {
  figures: CampaignPeriods;
  rows: CampaignSection['rows'];
  /** `letters` is null where it is kept back; the last row, 'rest', is of those. */
  languages: { key: string; label: string; letters: number | null }[];
  tables: { rows: ReportTable; languages: ReportTable };
};

export type SectionEvents = {
  figures: EventPeriods;
  cancelled: number;
  unsettled: number;
  issues: { heard: number; voices: number; inquiries: number };
  by_kind: (EventPeriods & { key: string; label: string })[];
  by_district: (EventPeriods & { key: string; label: string })[];
  /** `people` is null where it is kept back (see events.ts); the last row, 'rest', is of those and of whom nobody asked. */
  languages: { key: string; label: string; spoken: number; interpreted: number; people: number | null }[];
  tables: { by_kind: ReportTable; by_district: ReportTable; languages: ReportTable };
};

/** What stands around the pages; `{edition}`, `{hash}`, `{page}` and `{pages}` are known when it is drawn. */
export type Furniture = { header: string; footer: string; page: string; author: string; subject: string };
