import { type HistoryChange, type HistoryNames, type HistorySet, listFieldChanges } from '../../../domain/shared/history.ts';
import { readThing, type ThingTold } from '../../../domain/shared/told-things.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey, PluralKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { awardName, isOfAward, tellAward, tellReport } from './award-words.ts';
import { tellCampaign, tellSubscription } from './campaign-words.ts';
import { tellEvent, tellPart } from './event-words.ts';
import { useFieldWords } from './field-words.ts';
import { partnerName } from './partner-words.ts';

const nameColumns = ['number', 'name', 'title', 'address', 'lines', 'subject', 'file_number', 'file_name', 'label', 'office_name'];

/** Says acts in words: who, what to which record, and why. */
export function useActWords(known: HistoryNames) {
  const { t, tn, format } = useWords();
  const { staff } = useReferences();
  const fields = useFieldWords(known);

  const who = (id: string | null): string =>
    id === null ? t('timeline.program') : (staff.find((one) => one.id === id)?.name ?? t('timeline.somebody'));
  const noun = (table: string): string => (`noun.${table}` in en ? t(`noun.${table}` as MessageKey) : table.replaceAll('_', ' '));

  /** What a record is called, also when it is not there any more. */
  function nameOf(table: string, id: string, change?: HistoryChange): string | null {
    const image = change?.table === table && change.record === id ? change.before : null;
    const kept = nameColumns.map((column) => image?.[column]).find((one) => typeof one === 'string');
    const name = known.names[table]?.[id] ?? (typeof kept === 'string' ? kept : null);
    if (name === null) return null;
    return isOfAward(table) ? awardName(table, name, { t, format }) : partnerName(table, name, { t, format });
  }

  /** One change of one row; `isOwn`: the reader looks at that record, so it is not named. */
  function sentences(change: HistoryChange, isOwn: boolean): string[] {
    const name = nameOf(change.table, change.record, change) ?? '';
    const thing = readThing(change);
    if (thing && !isOwn) return [thingWords(thing, name)];
    const part = tellSubscription(change, known, t) ?? tellReport(change, name, { t, format }) ?? tellPart(change, name, t);
    if (part) return [part];
    if (change.action === 'update') {
      // "I am on it", and its undo: the rest of the row follows from it.
      if (change.table === 'inquiry_escalations' && 'acknowledged_at' in (change.after ?? {}))
        return [t(change.after?.acknowledged_at ? 'story.escalation_known' : 'story.escalation_unknown')];
      const { told: deeds, left } =
        change.table === 'events'
          ? tellEvent(change, { t, format })
          : change.table === 'campaigns'
            ? tellCampaign(change, t)
            : isOfAward(change.table)
              ? tellAward(change, { t, format })
              : { told: [], left: listFieldChanges(change) };
      const told = [...deeds, ...left.map((one) => fields.changed(one, change.table))];
      if (isOwn || told.length === 0) return told;
      return [t('history.of', { noun: noun(change.table), name, what: told.join(', ') }).replace(/\s+:/, ':')];
    }
    const key = change.action === 'insert' ? (isOwn ? 'history.made' : 'history.added') : 'history.removed';
    return [t(key, { noun: noun(change.table), name }).trim()];
  }

  /** What became of a task or a file, as people say it. */
  function thingWords({ what, to = null }: ThingTold, name: string): string {
    if (what === 'task_given') return to === null ? t('deed.task_ungiven', { name }) : t('deed.task_given', { name, person: who(to) });
    if (what === 'task_moved') {
      return to === null ? t('deed.task_no_day', { name }) : t('deed.task_moved', { name, day: format.dateWithYear(to) });
    }
    return t(`deed.${what}`, { name });
  }

  /** The act as a whole, where its reason says more than its rows. */
  function headline({ reason, detail, undoes }: HistorySet): string | null {
    const text = (field: string) => String(detail?.[field] ?? '');
    if (reason === 'import') return detail ? t('history.import', { file: text('file_name') }) : t('history.import_settings');
    if (reason === 'merge') return t('history.merge');
    if (reason === 'bulk') return t('history.bulk');
    if (reason === 'reading') {
      return t('history.reading', { count: format.number(Number(detail?.rows ?? 0)), what: noun(text('what')), purpose: text('purpose') });
    }
    if (reason === 'undo' && undoes) {
      const key = undoes.reason === 'undo' ? 'history.redid' : 'history.undid';
      return t(key, { who: who(undoes.staff_id), at: format.instant(undoes.created_at) });
    }
    return null;
  }

  /** 'changed 41 inquiries', for acts too large to be told row by row. */
  const counted = ({ counts }: HistorySet): string[] =>
    counts.map(({ table, action, count }) => tn(`history.${action}` as PluralKey, count, { noun: noun(table) }));

  return { who, noun, nameOf, sentences, headline, counted };
}
