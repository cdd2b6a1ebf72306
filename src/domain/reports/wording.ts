import type { HeadlineKey } from './content.ts';

/** A sentence by plural form. Forms that a language does not have fall back to `other`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Every word of the report in one language, loaded from templates/report/wording.<language>.json. Names in braces
 * are filled in; a language may use them in any order, or leave them out.
 */
export type ReportWording = {
  language: string;
  none: string;
  title: string;
  subtitle: string;
  office_line: string;
  summary: { quiet: string; activity: string; days: string; no_days: string; open: Plural };
  headlines: Record<HeadlineKey, string>;
  headline_notes: Record<'more' | 'fewer' | 'same' | 'value' | 'fiscal_year' | 'none_closed' | 'none_closed_fiscal_year', string>;
  asks: { title: string; none: string };
  columns: Record<'opened' | 'closed' | 'open_at_end' | 'median' | 'p90' | 'opened_in', string>;
  tables: Record<TableKey, { title: string; first_column: string; empty: string }>;
  total: string;
  periods: { range: string; fiscal_year: string; previous_fiscal_year: string; change: string };
  change: { with_percent: string; from_zero: string; the_year_before: string };
  chart: {
    title: string;
    median: string;
    p90: string;
    alt: string;
    alt_point: string;
    alt_empty: string;
    alt_highest: string;
    empty: string;
    table_note: string;
  };
  sections: {
    title: string;
    heading: string;
    row: string;
    no_activity: string;
    staff: Plural;
    no_staff: string;
    opened: Plural;
    closed: Plural;
    open_at_end: Plural;
    flow: string;
    days: string;
    earlier: string;
    no_inquiry: string;
    no_inquiry_some_open: Plural;
    previous_report: string;
    no_previous_report: string;
  };
  events: {
    /** Section 8 speaks of trainings, every other of events. */
    words: Record<'events' | 'trainings', EventWords>;
    kinds: Record<string, string>;
    flow: string;
    registered: Plural;
    earlier: string;
    period: string;
    issues: { heard: Plural; voices: Plural; inquiries: Plural; sentence: string };
    topics: string;
    topic: string;
    columns: Record<'held' | 'people' | 'registered' | 'held_in' | 'fiscal_year' | 'spoken' | 'interpreted', string>;
    tables: Record<'by_kind' | 'by_district' | 'languages', { first_column: string }>;
    total: string;
    no_district: string;
    other_languages: string;
    not_shown: string;
  };
  campaigns: {
    sent: Plural;
    letters: Plural;
    flow: string;
    none: string;
    earlier: string;
    period: string;
    came_back: Plural;
    left: Plural;
    complained: Plural;
    replied: Plural;
    became: Plural;
    after: string;
    refused: Plural;
    subscribers: string;
    gained: Plural;
    lost: Plural;
    titles: Record<'rows' | 'languages', string>;
    name: string;
    columns: Record<'campaign' | 'sent_on' | 'letters' | 'bounced' | 'unsubscribed' | 'replied' | 'language', string>;
    total: string;
    other_languages: string;
  };
  answers: {
    asked: Plural;
    answered: Plural;
    flow: string;
    yes: Plural;
    not_yet: Plural;
    no: Plural;
    said: string;
    few: string;
    reopened: Plural;
  };
  awards: {
    none: string;
    in_force: Plural;
    closeout: Plural;
    money: string;
    month: string;
    accepted: string;
    ended: string;
    terminated: string;
    named: string;
    filed: Plural;
    filed_none: string;
    filed_parts: Record<'on_time' | 'late' | 'open', Plural>;
    earlier: string;
    period: string;
    late: Plural;
    due: Plural;
    quiet: string;
    more: Plural;
    subawards: Plural;
    risks: Record<'low' | 'medium' | 'high', Plural>;
    languages: Plural;
    few_languages: string;
    /** What Council is asked for: an ordinance that accepts. */
    ask: string;
    titles: Record<'states' | 'owed', string>;
    columns: Record<'state' | 'awards' | 'awarded' | 'spent' | 'drawn' | 'left' | 'report' | 'due_on' | 'standing', string>;
    states: Record<'in_force' | 'closeout' | 'offered', string>;
    total: string;
    city: string;
    /** A report of an award, in a row. */
    owed: string;
    standing: Record<'late' | 'due', string>;
    kinds: Record<string, string>;
    final: string;
  };
  partners: PartnerWords;
  definitions: { title: string; items: { term: string; meaning: string }[] };
  furniture: { header: string; footer: string; page: string; subject: string };
};

/** What is made with partners, in sentences. */
export type PartnerWords = Record<
  | 'directory'
  | 'organizations'
  | 'overdue'
  | 'made'
  | 'accepted'
  | 'served'
  | 'declined'
  | 'applications'
  | 'approved'
  | 'encounters'
  | 'unmet'
  | 'documents'
  | 'filed'
  | 'verified'
  | 'closed'
  | 'late',
  Plural
> &
  Record<
    | 'no_directory'
    | 'flow'
    | 'median'
    | 'earlier'
    | 'amount'
    | 'initiatives_new'
    | 'initiatives_decided'
    | 'named'
    | 'few_encounters'
    | 'no_encounters'
    | 'qualified'
    | 'effort'
    | 'office'
    | 'requests'
    | 'lag'
    | 'no_requests'
    | 'total'
    | 'no_district'
    | 'other_languages'
    | 'not_shown',
    string
  > & {
    statuses: Record<string, string>;
    titles: Record<'districts' | 'languages' | 'levels' | 'spoken' | 'requests' | 'types', string>;
    columns: Record<
      | 'district'
      | 'language'
      | 'level'
      | 'kind'
      | 'made'
      | 'accepted'
      | 'served'
      | 'programs'
      | 'referrals'
      | 'times'
      | 'got'
      | 'unmet'
      | 'filed'
      | 'closed'
      | 'median'
      | 'city',
      string
    >;
    levels: Record<'federal' | 'state' | 'local' | 'private' | 'unknown', string>;
  };

export type EventWords = {
  held: Plural;
  people: Plural;
  none: string;
  cancelled: Plural;
  unsettled: Plural;
  by_kind: string;
  by_district: string;
  languages: string;
};

export type TableKey = 'by_district' | 'comparisons' | 'trend' | 'by_topic' | 'by_channel' | 'by_section';

/** Replaces `{name}` by its value. Throws when a name has no value: a report must not go out with a hole in it. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The report's wording asks for {${name}}, which is not known here: "${template}".`);
    return value;
  });
}

/** Chooses the plural form for `count` and fills it; `{count}` is the number with thousands separators. */
export function fillPlural(plural: Plural, count: number, language: string, values: Record<string, string> = {}): string {
  const form = new Intl.PluralRules(language).select(count);
  return fill(plural[form] ?? plural.other, { count: formatCount(count, language), ...values });
}

/** A whole number with thousands separators: '1,204'. */
export function formatCount(value: number, language: string): string {
  return tidy(new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value));
}

/** Dollars as a council reads them: '$1,250.50', whole ones without cents. */
export function formatCents(cents: number, language: string): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  // Whole dollars and cents apart: a number that is divided could lose a cent where it is large.
  const whole = Math.trunc(cents / 100);
  const dollars = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(Math.abs(whole));
  const rest = digits === 0 ? '' : `.${String(Math.abs(cents % 100)).padStart(2, '0')}`;
  return tidy(`${cents < 0 ? '-' : ''}$${dollars}${rest}`);
}

/** Days with one decimal: '5.2'; `none` when nothing was closed. */
export function formatDays(value: number | null, wording: ReportWording): string {
  if (value === null) return wording.none;
  const format = new Intl.NumberFormat(wording.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return tidy(format.format(value));
}

/** A difference with its sign: '+12', '−3', '0'. `digits` decimals are kept. */
export function formatDifference(value: number, language: string, digits: 0 | 1): string {
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  });
  return tidy(format.format(value));
}

/** A true minus, and a no-break space that the typeface has. */
function tidy(number: string): string {
  return number.replace('-', '−').replaceAll('\u202f', '\u00a0');
}
