import { addMonths, formatDate, formatMonth } from '../shared/dates.ts';
import type { ReportTable, ReportTableRow, SectionAwards } from './content.ts';
import type { AwardFacts, FilingTally, ReportFacts } from './facts.ts';
import { fill, fillPlural, formatCents, formatCount, type ReportWording } from './wording.ts';

/** The section that coordinates grants of the Department of Justice. */
const coordinates = 6;

/** So few who asked in another language are not counted aloud. */
const smallestCount = 5;

/** What a section says of grants: sentences when there are any, a reason when there are none. */
export type AwardAccount = { statements: string[]; reason: string | null; awards: SectionAwards | null };

export function compileAwards(section: number, facts: ReportFacts, wording: ReportWording): AwardAccount {
  if (section !== coordinates) return { statements: [], reason: null, awards: null };
  const { awards } = facts;
  const languages = languageStatement(awards, wording);
  const month = formatMonth(facts.month, wording.language);
  const isQuiet = awards.states.length === 0 && awards.rows.length === 0 && awards.reports.month.due === 0 && awards.ended.length === 0;
  if (isQuiet) return { statements: languages, reason: fill(wording.awards.none, { month }), awards: null };
  return {
    statements: [
      ...standing(facts, wording),
      ...happened(awards, wording),
      ...filings(facts, wording),
      ...owed(awards, wording),
      ...passedOn(awards, wording),
      ...languages,
    ],
    reason: null,
    awards: {
      figures: {
        states: awards.states,
        month: awards.month,
        reports: awards.reports,
        late: awards.late,
        due: awards.due,
        subawards: awards.subawards,
      },
      rows: awards.rows.map(({ id, award_id }) => ({ id, award_id })),
      tables: { states: stateTable(facts, wording), owed: owedTable(awards, wording) },
    },
  };
}

/** What Council is asked for: an award that is offered and has no ordinance yet cannot be accepted. */
export function awardAsks({ awards }: ReportFacts, { awards: words, language }: ReportWording): string[] {
  return awards.offered
    .filter(({ has_ordinance }) => !has_ordinance)
    .map(({ title, federal_cents }) => fill(words.ask, { title, amount: formatCents(federal_cents, language) }));
}

const listOf = (parts: string[], { language }: ReportWording) => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);

function standing({ awards, month: first }: ReportFacts, wording: ReportWording): string[] {
  const { awards: words, language } = wording;
  const inForce = awards.states.find(({ key }) => key === 'in_force');
  const closeout = awards.states.find(({ key }) => key === 'closeout');
  const counted = [
    fillPlural(words.in_force, inForce?.awards ?? 0, language),
    ...(closeout ? [fillPlural(words.closeout, closeout.awards, language)] : []),
  ].join(' ');
  const money = (key: 'federal_cents' | 'spent_cents' | 'drawn_cents') =>
    formatCents((inForce?.[key] ?? 0) + (closeout?.[key] ?? 0), language);
  const values = { federal: money('federal_cents'), spent: money('spent_cents'), drawn: money('drawn_cents') };
  const ofMonth = { spent: formatCents(awards.month.spent_cents, language), drawn: formatCents(awards.month.drawn_cents, language) };
  return [
    inForce || closeout ? `${counted} ${fill(words.money, values)}` : counted,
    ...(inForce || closeout ? [fill(words.month, { month: formatMonth(first, language), ...ofMonth })] : []),
  ];
}

function happened({ accepted, ended }: AwardFacts, wording: ReportWording): string[] {
  const { awards: words, language } = wording;
  const of = (isTerminated: boolean) => ended.filter(({ is_terminated }) => is_terminated === isTerminated);
  const dated = (rows: AwardFacts['ended']) =>
    listOf(
      rows.map(({ title, on }) => fill(words.named, { title, value: formatDate(on, language) })),
      wording,
    );
  const named = accepted.map(({ title, federal_cents }) => fill(words.named, { title, value: formatCents(federal_cents, language) }));
  return [
    ...(named.length > 0 ? [fill(words.accepted, { awards: listOf(named, wording) })] : []),
    ...(of(false).length > 0 ? [fill(words.ended, { awards: dated(of(false)) })] : []),
    ...(of(true).length > 0 ? [fill(words.terminated, { awards: dated(of(true)) })] : []),
  ];
}

function filings({ awards, month }: ReportFacts, wording: ReportWording): string[] {
  const { awards: words, language } = wording;
  const { reports } = awards;
  const period = ({ due, on_time }: FilingTally) =>
    fill(words.period, { due: formatCount(due, language), on_time: formatCount(on_time, language) });
  const parts = (['on_time', 'late', 'open'] as const)
    .filter((key) => reports.month[key] > 0)
    .map((key) => fillPlural(words.filed_parts[key], reports.month[key], language));
  return [
    reports.month.due === 0 ? words.filed_none : fillPlural(words.filed, reports.month.due, language, { parts: listOf(parts, wording) }),
    fill(words.earlier, {
      previous_month: formatMonth(addMonths(month, -1), language),
      last_year: formatMonth(addMonths(month, -12), language),
      previous: period(reports.previous_month),
      year_ago: period(reports.same_month_last_year),
      fiscal_year: period(reports.fiscal_year_to_date),
    }),
  ];
}

function owed({ late, due, rows, as_of, horizon }: AwardFacts, wording: ReportWording): string[] {
  const { awards: words, language } = wording;
  const days = { as_of: formatDate(as_of, language), horizon: formatDate(horizon, language) };
  if (late + due === 0) return [fill(words.quiet, days)];
  const more = late + due - rows.length;
  const said = [
    ...(late > 0 ? [fillPlural(words.late, late, language, days)] : []),
    ...(due > 0 ? [fillPlural(words.due, due, language, days)] : []),
    ...(more > 0 ? [fillPlural(words.more, more, language)] : []),
  ];
  return [said.join(' ')];
}

function passedOn({ subawards }: AwardFacts, wording: ReportWording): string[] {
  const { awards: words, language } = wording;
  if (subawards.active === 0) return [];
  const risks = (['high', 'medium', 'low'] as const)
    .filter((level) => subawards[level] > 0)
    .map((level) => fillPlural(words.risks[level], subawards[level], language));
  const said = fillPlural(words.subawards, subawards.active, language, { amount: formatCents(subawards.obligated_cents, language) });
  return [risks.length > 0 ? `${said} ${listOf(risks, wording)}.` : said];
}

function languageStatement({ languages }: AwardFacts, { awards: words, language }: ReportWording): string[] {
  if (languages.inquiries === 0) return [];
  if (languages.inquiries < smallestCount) return [words.few_languages];
  return [fillPlural(words.languages, languages.inquiries, language, { languages: formatCount(languages.languages, language) })];
}

function stateTable({ awards, month }: ReportFacts, wording: ReportWording): ReportTable {
  const { awards: words, language } = wording;
  const { columns } = words;
  const cells = (row: Omit<AwardFacts['states'][number], 'key'>) => [
    formatCount(row.awards, language),
    ...[row.federal_cents, row.spent_cents, row.drawn_cents, row.federal_cents - row.spent_cents].map((cents) =>
      formatCents(cents, language),
    ),
  ];
  const sum = (key: 'awards' | 'federal_cents' | 'spent_cents' | 'drawn_cents') =>
    awards.states.reduce((total, row) => total + row[key], 0);
  const rows: ReportTableRow[] = awards.states.map((row) => ({ kind: 'plain', cells: [words.states[row.key], ...cells(row)] }));
  const all = {
    awards: sum('awards'),
    federal_cents: sum('federal_cents'),
    spent_cents: sum('spent_cents'),
    drawn_cents: sum('drawn_cents'),
  };
  rows.push({ kind: 'total', cells: [words.total, ...cells(all)] });
  return {
    title: fill(words.titles.states, { month: formatMonth(month, language) }),
    columns: [columns.state, columns.awards, columns.awarded, columns.spent, columns.drawn, columns.left],
    rows: awards.states.length > 0 ? rows : [],
    empty: null,
  };
}

function owedTable({ rows, horizon }: AwardFacts, wording: ReportWording): ReportTable {
  const { awards: words, language } = wording;
  const { columns } = words;
  return {
    title: fill(words.titles.owed, { horizon: formatDate(horizon, language) }),
    columns: [columns.report, columns.due_on, columns.standing],
    rows: rows.map((row) => {
      const kind = row.title || (words.kinds[row.kind] ?? row.kind);
      const name = row.is_final && row.kind !== 'subaward_final' ? fill(words.final, { name: kind }) : kind;
      const named = row.recipient ? fill(words.named, { title: name, value: row.recipient }) : name;
      return {
        kind: 'plain',
        cells: [
          fill(words.owed, { award: row.award ?? words.city, report: named }),
          formatDate(row.due_on, language).replaceAll(' ', '\u00a0'),
          words.standing[row.is_late ? 'late' : 'due'],
        ],
      };
    }),
    empty: null,
  };
}
