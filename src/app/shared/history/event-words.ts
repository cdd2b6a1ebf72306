import { type FieldChange, type HistoryChange, listFieldChanges } from '../../../domain/shared/history.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey, Values } from '../../i18n/translate.ts';
import type { Format } from '../format.ts';

type Translate = (key: MessageKey, values?: Values) => string;

/** Columns that are told with the time, or follow from it. */
const together = ['starts_at', 'ends_at', 'published_at', 'is_override', 'registration_closes_at'];

/** What became of a part of an event, as people say it ('put Luis on the roster'); null for what is told like any other change. */
export function tellPart({ table, action, after }: HistoryChange, name: string, t: Translate): string | null {
  const say = (key: string) => (key in en ? t(key as MessageKey, { name }) : null);
  if (action !== 'update') return say(`part.${table}_${action}`);
  if (after && 'undone_at' in after) return say(`part.${table}_${after.undone_at === null ? 'again' : 'taken_back'}`);
  if (table === 'registrations' && after && 'status' in after) return say(`part.registration_${String(after.status)}`);
  if (table === 'event_issues' && after?.inquiry_id) return say('part.issue_to_inquiry');
  // A letter is long: that it was rewritten is told, its fields are not.
  if (table === 'campaign_messages') return say('deed.campaign_letter');
  return null;
}

/** The time and the public page of an event, one deed each; `left` are the other columns that changed. */
export function tellEvent(change: HistoryChange, { t, format }: { t: Translate; format: Format }): { told: string[]; left: FieldChange[] } {
  const { before, after } = change;
  const told: string[] = [];
  const times = (field: string) => ({ before: format.instant(String(before?.[field])), after: format.instant(String(after?.[field])) });
  if (after?.starts_at) told.push(t('deed.event_moved', times('starts_at')));
  else if (after?.ends_at) told.push(t('deed.event_ends', times('ends_at')));
  if (after && 'published_at' in after) told.push(t(after.published_at === null ? 'deed.event_unpublished' : 'deed.event_published'));
  const isTimed = told.length > 0;
  return { told, left: listFieldChanges(change).filter(({ field }) => !(isTimed && together.includes(field))) };
}
