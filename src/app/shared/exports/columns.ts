import { en } from '../../i18n/en.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Translate } from '../../providers/i18n.tsx';
import { type Column, type ColumnKind, listNames, yesNo } from './column.ts';
import { grantColumns } from './columns-grants.ts';
import { officeColumns } from './columns-office.ts';
import { type ExportList, exportLists, listName } from './lists.ts';

/** A column as the server is asked for it: where its value is, what kind it is, its heading, and what its codes mean. */
export type ExportColumn = { key: string; kind: ColumnKind; heading: string; words?: Record<string, string> };

const columns: Record<ExportList, Column[]> = { ...officeColumns, ...grantColumns };

/** Lists whose rows tell of persons: whoever takes them away is reminded of it. */
export const personal: ExportList[] = [
  'inquiries',
  'residents',
  'records_requests',
  'registrations',
  'referrals',
  'applications',
  'deliveries',
  'subscribers',
  'suppressions',
];

/** The columns of a list in the reader's words. */
export function columnsOf(list: ExportList, t: Translate): ExportColumn[] {
  return columns[list].map(([key, kind, heading, words]) => ({
    key,
    kind,
    heading: capital(t(heading)),
    ...(words === undefined ? {} : { words: wordsOf(words, t) }),
  }));
}

/** Every word of a vocabulary by its code. */
function wordsOf(prefix: string, t: Translate): Record<string, string> {
  if (prefix === yesNo) return { true: t('value.yes'), false: t('value.no') };
  if (prefix === listNames) return Object.fromEntries(exportLists.map((list) => [list, listName(list, t)]));
  const start = prefix.endsWith('_') ? prefix : `${prefix}.`;
  const known = (Object.keys(en) as MessageKey[]).filter((key) => key.startsWith(start) && !key.slice(start.length).includes('.'));
  return Object.fromEntries(known.map((key) => [key.slice(start.length), t(key)]));
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
