import type { EventPeriods, EventSection, EventTally, GroupTally, ReportFacts, Tally } from '../../../src/domain/reports/facts.ts';

const nothingDue = { due: 0, on_time: 0, late: 0, open: 0 };
/** An office that coordinates no grants. */
const noSums = {
  count: 0,
  served: 0,
  partial: 0,
  declined: 0,
  failed: 0,
  qualified: 0,
  waited: 0,
  median_wait_seconds: null,
  minutes: 0,
  cost_cents: 0,
};
/** Facts of an office that makes nothing with partners yet. */
export const noPartners: ReportFacts['partners'] = {
  sections: [],
  directory: { programs: 0, organizations: 0, added: 0, reviewed: 0, overdue: 0 },
  levels: [],
  initiatives: [],
  language: {
    all: noSums,
    unmet: 0,
    documents: 0,
    words: 0,
    translations: 0,
    share_office: null,
    qualified: { label: 'Qualified', meaning: 'Certified, or tested staff.' },
    by_language: [],
  },
  requests: {
    filed: 0,
    verified: 0,
    late: 0,
    closed: 0,
    median_days: null,
    city_closed: 0,
    city_median_days: null,
    districts: [],
    types: [],
    latest_at: null,
  },
};

export const noAwards: ReportFacts['awards'] = {
  as_of: '2026-11-04',
  horizon: '2026-12-30',
  states: [],
  month: { spent_cents: 0, drawn_cents: 0 },
  accepted: [],
  ended: [],
  offered: [],
  reports: { month: nothingDue, previous_month: nothingDue, same_month_last_year: nothingDue, fiscal_year_to_date: nothingDue },
  late: 0,
  due: 0,
  rows: [],
  subawards: { active: 0, obligated_cents: 0, low: 0, medium: 0, high: 0 },
  languages: { inquiries: 0, languages: 0 },
};

/** Invented facts that add up: October 2026, 214 opened and 202 closed, with one section at work beside 2, 3 and 9. */
export function exampleFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  return {
    month: '2026-10-01',
    data_as_of: '2026-11-04T13:00:00Z',
    office: {
      office_name: 'Office of Citizen Engagement',
      city_name: 'Kansas City',
      state_name: 'Missouri',
      address: '1 Example Street',
      phone: '(816) 555-0100',
      email: 'office@example.org',
      time_zone: 'America/Chicago',
      fiscal_year_start_month: 5,
    },
    ordinance: { file_number: '210140', kind: 'Ordinance' },
    directives: Array.from({ length: 10 }, (_none, index) => ({
      section: index + 1,
      title: `Duty ${index + 1}`,
      duty: `What section ${index + 1} asks of the office.`,
    })),
    periods: {
      month: { from: '2026-10-01', to: '2026-10-31', ...tally(214, 202, 39, 1.6, 5.2) },
      previous_month: { from: '2026-09-01', to: '2026-09-30', ...tally(202, 210, 27, 1.9, 6) },
      same_month_last_year: { from: '2025-10-01', to: '2025-10-31', ...tally(183, 183, 30, 2.1, 7.5) },
      fiscal_year_to_date: { from: '2026-05-01', to: '2026-10-31', ...tally(1204, 1190, 39, 1.7, 5.9) },
      previous_fiscal_year_to_date: { from: '2025-05-01', to: '2025-10-31', ...tally(1100, 1089, 30, 2.2, 7) },
    },
    by_district: [
      group('1', '1', tally(22, 21, 4, 1.2, 4), 20, 19),
      group('2', '2', tally(18, 18, 2, 1.1, 3.8), 17, 17),
      group('3', '3', tally(61, 55, 14, 2.3, 7.9), 60, 52),
      group('4', '4', tally(47, 46, 8, 1.5, 4.9), 44, 40),
      group('5', '5', tally(39, 36, 7, 1.8, 5.6), 36, 33),
      group('6', '6', tally(20, 20, 3, 1.3, 4.1), 20, 18),
      group('unknown', 'Unknown', tally(7, 6, 1, 1, 2), 5, 4),
    ],
    by_topic: [
      group('trash', 'Trash and recycling', tally(114, 112, 9, 1.1, 4), 102, 100),
      group('potholes', 'Potholes and streets', tally(100, 90, 30, 2.2, 6.3), 100, 83),
    ],
    by_channel: [group('phone', 'Phone', tally(200, 190, 36, 1.6, 5.2), 190, 170), group('web', 'Web', tally(14, 12, 3, 1.5, 5), 12, 13)],
    by_section: Array.from({ length: 10 }, (_none, index) => {
      const label = `Duty ${index + 1}`;
      if (index === 1) return group('2', label, tally(1, 0, 1, null, null), 2, 0);
      if (index === 8) return group('9', label, tally(213, 202, 36, 1.6, 5.2), 200, 183);
      return group(String(index + 1), label, tally(0, 0, index === 3 ? 2 : 0, null, null), 0, 0);
    }),
    trend: exampleTrend(),
    campaigns: [],
    answers: [],
    awards: noAwards,
    partners: noPartners,
    events: [],
    staffing: { active_staff: 1 },
    previous_report: { month: '2026-09-01', edition: 1, compiled_at: '2026-10-01T12:00:00Z' },
    ...change,
  };
}

/** The facts of a month in which nothing at all is recorded. */
export function quietFacts(): ReportFacts {
  const facts = exampleFacts();
  const nothing = tally(0, 0, 0, null, null);
  const still = (groups: GroupTally[]) => groups.map(({ key, label }) => group(key, label, nothing, 0, 0));
  const { periods } = facts;
  return exampleFacts({
    periods: {
      month: { ...periods.month, ...nothing },
      previous_month: { ...periods.previous_month, ...nothing },
      same_month_last_year: { ...periods.same_month_last_year, ...nothing },
      fiscal_year_to_date: { ...periods.fiscal_year_to_date, ...nothing },
      previous_fiscal_year_to_date: { ...periods.previous_fiscal_year_to_date, ...nothing },
    },
    by_district: still(facts.by_district),
    by_topic: [],
    by_channel: [],
    by_section: still(facts.by_section),
    trend: facts.trend.map(({ month }) => ({ month, ...nothing })),
    staffing: { active_staff: 0 },
    previous_report: null,
  });
}

/** Events of section 4 as they may have been: four kinds, two districts, four languages. */
export function exampleEvents(change: Partial<EventSection> = {}): EventSection {
  const none = periods([0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]);
  return {
    key: '4',
    ...periods([5, 120, 60], [4, 90, 41], [3, 70, 0], [22, 610, 240]),
    cancelled: 1,
    unsettled: 2,
    issues: { heard: 6, voices: 14, inquiries: 1 },
    by_kind: [
      { key: 'neighborhood_meeting', ...periods([3, 90, 50], [2, 50, 30], [2, 50, 0], [12, 400, 180]) },
      { key: 'clinic', ...periods([2, 30, 10], [2, 40, 11], [1, 20, 0], [10, 210, 60]) },
    ],
    by_district: [
      { key: '3', label: 'District 3', ...periods([4, 100, 60], [4, 90, 41], [3, 70, 0], [20, 580, 240]) },
      { key: '5', label: 'District 5', ...none },
      { key: 'unknown', label: 'No district', ...periods([1, 20, 0], [0, 0, 0], [0, 0, 0], [2, 30, 0]) },
    ],
    languages: [
      { key: 'en', label: 'English', spoken: 5, interpreted: 0, people: 70 },
      { key: 'es', label: 'Spanish', spoken: 1, interpreted: 3, people: 34 },
      { key: 'so', label: 'Somali', spoken: 0, interpreted: 1, people: 3 },
      { key: 'vi', label: 'Vietnamese', spoken: 0, interpreted: 0, people: 1 },
      { key: 'unknown', label: 'Not known', spoken: 0, interpreted: 0, people: 12 },
    ],
    topics: [
      { key: 'grants-information', label: 'Grants', held: 3 },
      { key: 'city-finances', label: 'City finances', held: 1 },
    ],
    ...change,
  };
}

type Three = [held: number, people: number, registered: number];
const eventTally = ([held, people, registered]: Three): EventTally => ({ held, people, registered });

export function periods(month: Three, previous: Three, yearAgo: Three, fiscalYear: Three): EventPeriods {
  return {
    month: eventTally(month),
    previous_month: eventTally(previous),
    same_month_last_year: eventTally(yearAgo),
    fiscal_year_to_date: eventTally(fiscalYear),
  };
}

export function tally(opened: number, closed: number, open_at_end: number, median: number | null, p90: number | null): Tally {
  return { opened, closed, open_at_end, days_to_close: { median, p90 } };
}

export function group(key: string, label: string, of: Tally, previousMonth: number, lastYear: number): GroupTally {
  return { key, label, ...of, opened_previous_month: previousMonth, opened_same_month_last_year: lastYear };
}

function exampleTrend(): ReportFacts['trend'] {
  const medians = [2.1, 2.4, 1.9, 2, 2.6, 2, 1.8, 1.6, 1.6, 1.7, 1.5, 1.9, 1.6];
  const p90s = [7.5, 6.2, 7, 7.4, 8.1, 6.7, 5.9, 5.5, 6.2, 5.3, 5.6, 6, 5.2];
  const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
  months.push('2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10');
  return months.map((month, index) => ({
    month: `${month}-01`,
    ...tally(180 + index * 3, 178 + index * 2, 30 + index, medians[index] ?? null, p90s[index] ?? null),
  }));
}
