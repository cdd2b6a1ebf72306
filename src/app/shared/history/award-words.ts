import { type FieldChange, type HistoryChange, type HistorySet, listFieldChanges } from '../../../domain/shared/history.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey, Values } from '../../i18n/translate.ts';
import type { Format } from '../format.ts';
import { wordKey } from './vocabularies.ts';

type Words = { t: (key: MessageKey, values?: Values) => string; format: Format };

/** Columns that follow from others, or that only the program reads. */
const following = [
  'award_key',
  'total_cents',
  'performance_ends_on',
  'usaspending',
  'usaspending_seen_at',
  'schedule_key',
  'rule_id',
  'computed_due_on',
  'due_reason',
  'override_of',
  'frozen',
  'is_unasked',
  'is_owner_by_hand',
  'filed_by',
  'waived_by',
  'acknowledged_by',
  'cleared_by',
];

/** References whose rows have no name to be said. */
const nameless = ['obligation_id', 'visit_id', 'budget_id', 'measure_id'];

/** What of a name is said with words, an amount or a day, part by part; what people typed stands last and has no bars of its own. */
const parts: Record<string, readonly (string | 'cents' | 'day')[]> = {
  award_roles: ['role'],
  award_reports: ['kind', 'day'],
  award_budget_lines: ['category'],
  award_budget_moves: ['cents', 'category', 'category'],
  award_entries: ['kind', 'cents'],
  award_modifications: ['subtype'],
  subaward_actions: ['cents', 'day'],
  subaward_checks: ['result', 'day'],
  subaward_risks: ['level', 'day'],
  subaward_visits: ['kind', 'day'],
};

export const isOfAward = (table: string): boolean => /^(awards|award_|subawards|subaward_)/.test(table);

/** Reports that a schedule made, moved or took away by itself come in numbers: from three on they are counted, not told one by one. */
export const isCounted =
  ({ counts }: Pick<HistorySet, 'counts'>) =>
  ({ table, action }: Pick<HistoryChange, 'table' | 'action'>): boolean =>
    table === 'award_reports' && counts.some((one) => one.table === table && one.action === action && one.count > 2);

/** 'Federal Financial Report, Mar 31, 2026' from 'ffr|2026-03-31|': names of parts of awards have their parts between bars. */
export function awardName(table: string, raw: string, { t, format }: Words): string {
  if (table === 'award_budgets') return raw === '' ? '' : t('history.award_version', { number: raw });
  const said = parts[table];
  if (!said) return raw;
  const pieces = raw.split('|');
  const word = (field: string, text: string): string => {
    if (text === '') return '';
    if (field === 'cents') return format.money(Number(text));
    if (field === 'day') return format.dateWithYear(text);
    const key = wordKey(table, field, text);
    return key && key in en ? t(key as MessageKey) : text.replaceAll('_', ' ');
  };
  const told = said.map((field, index) => word(field, pieces[index] ?? ''));
  const typed = pieces.slice(said.length).join('|');
  // What a report is called by hand says more than 'report'.
  if (table === 'award_reports' && typed !== '') told[0] = typed;
  else told.push(typed);
  return told.filter((one) => one !== '').join(', ');
}

/** What became of a report, as people say it; null for what is told like any other change. */
export function tellReport({ table, action, after }: HistoryChange, name: string, { t, format }: Words): string | null {
  if (table !== 'award_reports' || action !== 'update' || !after) return null;
  if ('filed_on' in after) {
    return after.filed_on === null
      ? t('deed.report_unfiled', { name })
      : t('deed.report_filed', { name, day: format.dateWithYear(String(after.filed_on)) });
  }
  if ('waived_on' in after) return t(after.waived_on === null ? 'deed.report_unwaived' : 'deed.report_waived', { name });
  if ('override_due_on' in after) {
    return after.override_due_on === null
      ? t('deed.report_unmoved', { name })
      : t('deed.report_moved', { name, day: format.dateWithYear(String(after.override_due_on)) });
  }
  if ('acknowledged_at' in after && after.acknowledged_at !== null) return t('deed.report_acknowledged', { name });
  return null;
}

/** The columns of an award or a part of it that are told; a period begins on a day of its own, unlike that of an event. */
export function tellAward(change: HistoryChange, { t }: Words): { told: string[]; left: FieldChange[] } {
  const { before, after } = change;
  const isTold = ({ field }: FieldChange) => !following.includes(field) && !nameless.includes(field);
  const left = listFieldChanges(change).filter(isTold);
  if (after && 'starts_on' in after) left.unshift({ field: 'starts_on', before: before?.starts_on ?? null, after: after.starts_on });
  const told = nameless
    .filter((field) => after && field in after)
    .map((field) => t('history.rewrote', { field: t(`field.${field}` as MessageKey) }));
  return { told, left };
}
