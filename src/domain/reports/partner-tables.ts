import type { PartnerTable, PartnerTableKey, ReportTableRow } from './content.ts';
import type { PartnerFacts, PartnerSection, RequestFacts } from './facts.ts';
import { formatCount, formatDays, type ReportWording } from './wording.ts';

type Row = { key: string | null; cells: string[]; kind?: ReportTableRow['kind'] };

/** So few are not shown beside a language. */
const smallestCount = 5;

const tableOf = (key: PartnerTableKey, columns: string[], rows: Row[], { partners: words }: ReportWording): PartnerTable => ({
  key,
  rows: rows.map((row) => row.key),
  table: {
    title: words.titles[key],
    columns,
    rows: rows.map(({ cells, kind = 'plain' }) => ({ kind, cells })),
    empty: null,
  },
});
/** A table with one row says nothing that the sentences did not. */
const orNone = (table: PartnerTable, plain: number): PartnerTable | null => (plain > 1 ? table : null);

export function districtTable({ by_district, referrals }: PartnerSection, wording: ReportWording): PartnerTable | null {
  const { partners: words, language } = wording;
  const { columns } = words;
  const cells = (one: { made: number; accepted: number; served: number }) =>
    [one.made, one.accepted, one.served].map((count) => formatCount(count, language));
  const rows: Row[] = by_district.map((one) => ({ key: one.key, cells: [one.label ?? words.no_district, ...cells(one)] }));
  rows.push({ key: '', kind: 'total', cells: [words.total, ...cells(referrals.month)] });
  return orNone(
    tableOf('districts', [columns.district, columns.made, columns.accepted, columns.served], rows, wording),
    by_district.length,
  );
}

/**
 * Rows that may be shown, and one for the rest. Where a single small one would stand alone its number could be read from the total,
 * so the next larger joins it.
 */
export function keepBack<One>(rows: One[], countOf: (one: One) => number): { shown: One[]; rest: One[] } {
  const sorted = [...rows].sort((left, right) => countOf(right) - countOf(left));
  let shown = sorted.filter((one) => countOf(one) >= smallestCount);
  if (sorted.length - shown.length === 1 && shown.length > 0) shown = shown.slice(0, -1);
  return { shown, rest: sorted.slice(shown.length) };
}

export function languageTable({ by_language }: PartnerSection, wording: ReportWording): PartnerTable | null {
  const { partners: words, language } = wording;
  const { shown, rest } = keepBack(by_language, ({ made }) => made);
  const sum = rest.reduce((total, { made }) => total + made, 0);
  const rows: Row[] = shown.map(({ key, label, made }) => ({ key, cells: [label, formatCount(made, language)] }));
  if (rest.length > 0)
    rows.push({ key: null, cells: [words.other_languages, sum < smallestCount ? words.not_shown : formatCount(sum, language)] });
  return orNone(tableOf('languages', [words.columns.language, words.columns.made], rows, wording), rows.length);
}

export function levelTable(levels: PartnerFacts['levels'], wording: ReportWording): PartnerTable | null {
  const { partners: words, language } = wording;
  const { columns } = words;
  const count = (value: number) => formatCount(value, language);
  const rows: Row[] = levels.map(({ key, programs, referrals }) => ({
    key,
    cells: [words.levels[key], count(programs), count(referrals)],
  }));
  return orNone(tableOf('levels', [columns.level, columns.programs, columns.referrals], rows, wording), levels.length);
}

export function spokenTable({ by_language }: PartnerFacts['language'], wording: ReportWording): PartnerTable | null {
  const { partners: words, language } = wording;
  const { columns } = words;
  const { shown, rest } = keepBack(by_language, (one) => one.count);
  const cells = (one: { count: number; served: number; unmet: number }) => [
    formatCount(one.count, language),
    // Who did not get what they asked for is told only where they are not few.
    ...(one.unmet > 0 && one.unmet < smallestCount
      ? [words.not_shown, words.not_shown]
      : [formatCount(one.served, language), formatCount(one.unmet, language)]),
  ];
  const sum = (key: 'count' | 'served' | 'unmet') => rest.reduce((total, one) => total + one[key], 0);
  const rows: Row[] = shown.map((one) => ({ key: one.key, cells: [one.label, ...cells(one)] }));
  if (rest.length > 0) {
    const all = { count: sum('count'), served: sum('served'), unmet: sum('unmet') };
    const told = all.count < smallestCount ? [words.not_shown, words.not_shown, words.not_shown] : cells(all);
    rows.push({ key: null, cells: [words.other_languages, ...told] });
  }
  return orNone(tableOf('spoken', [columns.language, columns.times, columns.got, columns.unmet], rows, wording), rows.length);
}

const requestCells = (one: RequestFacts['types'][number] | RequestFacts['districts'][number], wording: ReportWording): string[] => [
  formatCount(one.filed, wording.language),
  formatCount(one.closed, wording.language),
  formatDays(one.median_days, wording),
  formatDays(one.city_median_days, wording),
];

export function requestTable({ districts }: RequestFacts, wording: ReportWording): PartnerTable | null {
  const { columns, no_district } = wording.partners;
  const rows = districts
    .filter(({ filed, closed }) => filed + closed > 0)
    .map((one): Row => ({ key: one.code ?? 'unknown', cells: [one.name ?? no_district, ...requestCells(one, wording)] }));
  return orNone(
    tableOf('requests', [columns.district, columns.filed, columns.closed, columns.median, columns.city], rows, wording),
    rows.length,
  );
}

export function typeTable({ types }: RequestFacts, wording: ReportWording): PartnerTable | null {
  const { columns } = wording.partners;
  const rows = types.slice(0, 12).map((one): Row => ({ key: one.type, cells: [one.type, ...requestCells(one, wording)] }));
  return orNone(tableOf('types', [columns.kind, columns.filed, columns.closed, columns.median, columns.city], rows, wording), rows.length);
}
