import type {
  AnswerSection,
  AwardFacts,
  CampaignSection,
  EventPeriods,
  EventSection,
  GroupTally,
  PartnerSection,
  ReportFacts,
} from './facts.ts';

/** Thrown when the facts contradict themselves; the message names each contradiction. Such a report must not be frozen. */
export class ReportFactsError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The report's facts contradict themselves, so nothing was compiled: ${problems.join('; ')}.`);
    this.name = 'ReportFactsError';
    this.problems = problems;
  }
}

/**
 * Refuses facts whose parts do not add up to the city's totals, whose sections are not 1 to 10, or whose trend does
 * not end with the month: a table printed with a total that is not its sum cannot be defended before Council.
 */
export function checkFacts(facts: ReportFacts): void {
  const problems = [
    ...checkSums('district', facts.by_district, facts),
    ...checkSums('topic', facts.by_topic, facts),
    ...checkSums('channel', facts.by_channel, facts),
    ...checkSums('section', facts.by_section, facts),
    ...facts.events.flatMap(checkEvents),
    ...facts.campaigns.flatMap(checkCampaigns),
    ...facts.answers.flatMap(checkAnswers),
    ...checkAwards(facts.awards),
    ...facts.partners.sections.flatMap(checkReferrals),
  ];
  const sections = facts.directives.map(({ section }) => section).sort((left, right) => left - right);
  if (sections.join() !== '1,2,3,4,5,6,7,8,9,10') problems.push(`the sections are ${sections.join(', ') || 'missing'}, not 1 to 10`);
  if (facts.trend.length > 0 && facts.trend.at(-1)?.month !== facts.month) problems.push('the trend does not end with the month');
  if (problems.length > 0) throw new ReportFactsError(problems);
}

function checkSums(name: string, groups: GroupTally[], { periods }: ReportFacts): string[] {
  const totals = {
    opened: periods.month.opened,
    closed: periods.month.closed,
    open_at_end: periods.month.open_at_end,
    opened_previous_month: periods.previous_month.opened,
    opened_same_month_last_year: periods.same_month_last_year.opened,
  };
  return (Object.keys(totals) as (keyof typeof totals)[]).flatMap((measure) => {
    const sum = groups.reduce((total, group) => total + group[measure], 0);
    return sum === totals[measure] ? [] : [`${measure} by ${name} adds up to ${sum}, but the city's total is ${totals[measure]}`];
  });
}

/** Kinds and districts of a section's events add up to the section, and who came by language to the people. */
function checkEvents(section: EventSection): string[] {
  const cuts: [string, EventPeriods[]][] = [
    ['kind', section.by_kind],
    ['district', section.by_district],
  ];
  const periods = ['month', 'previous_month', 'same_month_last_year', 'fiscal_year_to_date'] as const;
  const measures = ['held', 'people', 'registered'] as const;
  const problems = cuts.flatMap(([name, rows]) =>
    periods.flatMap((period) =>
      measures.flatMap((measure) => {
        const sum = rows.reduce((total, row) => total + row[period][measure], 0);
        const total = section[period][measure];
        return sum === total
          ? []
          : [`${measure} at events of section ${section.key} by ${name} adds up to ${sum}, but the section's total is ${total}`];
      }),
    ),
  );
  const people = section.languages.reduce((total, language) => total + language.people, 0);
  if (people !== section.month.people)
    problems.push(
      `people at events of section ${section.key} by language add up to ${people}, but the section's total is ${section.month.people}`,
    );
  return problems;
}

/** A section's letters by campaign and by language add up to its letters. */
function checkCampaigns({ key, month, rows, languages }: CampaignSection): string[] {
  const problems: string[] = [];
  const sum = (list: { letters: number }[]) => list.reduce((total, { letters }) => total + letters, 0);
  if (rows.length !== month.campaigns) problems.push(`section ${key} lists ${rows.length} campaigns, but counts ${month.campaigns}`);
  for (const [name, list] of [
    ['campaign', rows],
    ['language', languages],
  ] as const)
    if (sum(list) !== month.letters)
      problems.push(`letters of section ${key} by ${name} add up to ${sum(list)}, but its total is ${month.letters}`);
  return problems;
}

/** What was said adds up to those who answered. */
function checkAnswers({ key, answered, yes, not_yet, no }: AnswerSection): string[] {
  const sum = yes + not_yet + no;
  return sum === answered ? [] : [`answers of section ${key} add up to ${sum}, but ${answered} answered`];
}

/** What was owed adds up to what became of it, in each period, and there is a row for each report that is open, as far as rows go. */
function checkAwards({ reports, rows, late, due }: AwardFacts): string[] {
  const problems = Object.entries(reports).flatMap(([period, { due: owed, on_time, late: filedLate, open }]) =>
    on_time + filedLate + open === owed
      ? []
      : [`reports of awards add up to ${on_time + filedLate + open} in ${period}, but ${owed} were due`],
  );
  const lateRows = rows.filter(({ is_late }) => is_late).length;
  if (lateRows > late || rows.length - lateRows > due || (rows.length < late + due && rows.length < 40))
    problems.push(`${rows.length} rows of open reports, but ${late} are late and ${due} due`);
  return problems;
}

/** A section's referrals by district, and those that were sent by language, add up to the section. */
function checkReferrals({ key, referrals, by_district, by_language }: PartnerSection): string[] {
  const sum = (rows: { made: number }[]) => rows.reduce((total, { made }) => total + made, 0);
  return (
    [
      ['district', sum(by_district)],
      ['language', sum(by_language)],
    ] as const
  ).flatMap(([name, total]) =>
    total === referrals.month.made
      ? []
      : [`referrals of section ${key} by ${name} add up to ${total}, but ${referrals.month.made} were sent`],
  );
}
