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
  staffing: { active_staff: number };
  /** Last month's edition, for section 10. */
  previous_report: { month: string; edition: number; compiled_at: string } | null;
};
