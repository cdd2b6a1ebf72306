import english from '../../../templates/radar/en.json' with { type: 'json' };
import spanish from '../../../templates/radar/es.json' with { type: 'json' };
import { bySeverity, type RadarAnswer, type RadarRow, type Severity } from '../../domain/awards/radar.ts';
import { fill } from '../../domain/reports/wording.ts';
import { reportName } from './report-names.ts';

type Words = typeof english;
const languages = { en: english, es: spanish satisfies Words as Words } as const;
export type RadarLanguage = keyof typeof languages;

/** A cell: what stands first, and what stands smaller under it. */
export type RadarCell = { text: string; under: string[]; tone?: 'late' | 'soon' };

/** The radar with every word that stands on its pages. */
export type RadarPages = {
  tag: string;
  title: string;
  author: string;
  subject: string;
  createdAt: string;
  lead: { text: string; tone: 'late' | 'soon' | 'plain' }[];
  under: string[];
  columns: string[];
  groups: { severity: Severity; title: string; note: string | null; rows: RadarCell[][] }[];
  empty: string | null;
  more: string | null;
  quiet: { title: string; names: string[] } | null;
  page: string;
};

export type RadarOffice = { name: string; city: string; scope: string[] };

const counted = (forms: { one: string; other: string }, count: number, values: Record<string, string> = {}) =>
  fill(count === 1 ? forms.one : forms.other, { count: String(count), ...values });

/** Writes the radar in a language. The same answer gives the same pages. */
export function writeRadar(answer: RadarAnswer, { name, city, scope }: RadarOffice, language: RadarLanguage): RadarPages {
  const words = languages[language];
  const { counts, today, within, quiet } = answer;
  const format = new Intl.DateTimeFormat(words.tag, { timeZone: 'UTC', dateStyle: 'medium' });
  const day = (date: string) => format.format(new Date(`${date}T12:00:00Z`));
  const days = String(within);
  const lead = (
    [
      ['late', 'late'],
      ['locked', 'late'],
      ['suspended', 'late'],
      ['week', 'soon'],
      ['month', 'plain'],
    ] as const
  )
    .filter(([key]) => counts[key] > 0)
    .map(([key, tone]) => ({ text: counted(words[key], counts[key]), tone }));
  const left = answer.total - answer.rows.length;
  return {
    tag: words.tag,
    title: words.title,
    author: name,
    subject: fill(words.subject, { day: day(today) }),
    createdAt: `${today}T12:00:00Z`,
    lead: lead.length > 0 ? lead : [{ text: words.quiet, tone: 'plain' }],
    under: [
      fill(words.as_of, { office: name, city, day: day(today), days }),
      ...(scope.length > 0 ? [fill(words.scope, { names: scope.map((one) => one || words.without).join(', ') })] : []),
    ],
    columns: [words.columns.report, words.columns.award, words.columns.stands, words.columns.due, words.columns.follows, words.columns.who],
    groups: bySeverity(answer.rows).map(({ severity, rows }) => ({
      severity,
      title: words.groups[severity],
      note: severity === 5 ? words.by_rule : null,
      rows: rows.map((row) => cellsOf(row, language, day)),
    })),
    empty: answer.rows.length === 0 ? fill(words.empty, { days }) : null,
    more: left > 0 ? counted(words.more, left) : null,
    quiet:
      quiet.length > 0
        ? {
            title: counted(words.quiet_title, quiet.length, { days }),
            names: quiet.map((one) => [one.title, one.award_number].filter(Boolean).join(' · ')),
          }
        : null,
    page: words.page,
  };
}

function cellsOf(row: RadarRow, language: RadarLanguage, day: (date: string) => string): RadarCell[] {
  const words = languages[language];
  const left = row.days_to_due ?? 0;
  const isLate = row.severity >= 3;
  const notes = [row.blocked_by && words.blocked, row.is_unspent && words.unspent].filter((note) => typeof note === 'string');
  const follows =
    row.consequence && row.holds_from
      ? fill(words[row.is_holding ? 'holds' : 'ahead'][row.consequence], { day: day(row.holds_from) })
      : null;
  return [
    {
      text: reportName(row, language),
      under: [
        row.period_start && row.period_end
          ? fill(words.period, { from: day(row.period_start), to: day(row.period_end) })
          : (row.subaward_organization ?? row.subaward_title ?? ''),
      ].filter(Boolean),
    },
    { text: row.award_title ?? words.city, under: [[row.award_number, row.department_name].filter(Boolean).join(' · ')].filter(Boolean) },
    {
      text: left === 0 ? words.today : left < 0 ? counted(words.days_late, -left) : counted(words.days_left, left),
      under: [],
      ...(isLate ? { tone: 'late' } : row.severity === 2 ? { tone: 'soon' } : {}),
    },
    { text: day(row.due_on), under: !isLate && row.file_by !== row.due_on ? [fill(words.file_by, { day: day(row.file_by) })] : [] },
    {
      text: follows ?? words.nothing_follows,
      under: notes,
      ...(row.is_holding ? { tone: 'late' } : row.severity === 4 ? { tone: 'soon' } : {}),
    },
    { text: row.owner_name ?? words.nobody, under: row.acknowledged_at ? [words.knows] : [], ...(row.owner_name ? {} : { tone: 'late' }) },
  ];
}

/** A language that there are words for; whatever else is English. */
export const radarLanguage = (code: string | undefined): RadarLanguage => (code?.toLowerCase().split('-')[0] === 'es' ? 'es' : 'en');
