import { useCustom, useList, useMany } from '@refinedev/core';
import { type ValueKind, valuesIn, type Where } from '../../../domain/residents/where.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import type { Option } from '../fields/use-options.ts';

export type ResidentWords = { tags: { name: string; count: number }[]; neighborhoods: string[] };
type MailingListName = { id: string; name: string; is_active: boolean };
export type NamedEvent = { id: string; title: string; starts_on: string };

/** The value of a picker that stands for "none". */
export const NONE = 'none';

/** Tags and neighborhoods that residents have. */
export function useResidentWords(enabled = true): ResidentWords | null {
  const { query } = useCustom<ResidentWords>({
    url: 'resident_words',
    method: 'post',
    errorNotification: false,
    queryOptions: { enabled, staleTime: 60_000, refetchOnWindowFocus: false, meta: { live: false } },
  });
  return query.data?.data ?? null;
}

/** Programs that events presented, as people called them. */
function usePrograms(enabled: boolean): string[] | null {
  const { query } = useCustom<{ programs?: string[] }>({
    url: 'event_suggestions',
    method: 'post',
    errorNotification: false,
    queryOptions: { enabled, staleTime: 5 * 60_000, refetchOnWindowFocus: false, meta: { live: false } },
  });
  return query.data ? (query.data.data.programs ?? []) : null;
}

export type WhereNames = {
  nameOf: (kind: ValueKind, value: string | null) => string;
  /** What can be chosen; null while it is not known, and for events, which are found by typing. */
  optionsOf: (kind: ValueKind) => Option[] | null;
  eventOption: (event: NamedEvent) => Option;
};

/** What the values of conditions are called, and, for an editor, what there is to choose from. */
export function useWhereNames(where: Where | null, isEditing = false): WhereNames {
  const { t, format } = useWords();
  const { languages, districts, topics } = useReferences();
  const words = useResidentWords(isEditing);
  const programs = usePrograms(isEditing);
  const { query: lists } = useList<MailingListName>({
    resource: 'mailing_lists',
    meta: { select: 'id,name,is_active' },
    sorters: [
      { field: 'sort_order', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: isEditing || valuesIn(where, ['list']).length > 0, staleTime: 60_000 },
  });
  const eventIds = valuesIn(where, ['attended', 'registered']);
  const { result: events } = useMany<NamedEvent>({
    resource: 'events',
    ids: eventIds,
    meta: { select: 'id,title,starts_on' },
    errorNotification: false,
    queryOptions: { enabled: eventIds.length > 0, staleTime: 60_000 },
  });
  const eventOption = ({ id, title, starts_on }: NamedEvent) => ({ value: id, label: `${title} · ${format.dateWithYear(starts_on)}` });

  const offered: Partial<Record<ValueKind, Option[] | null>> = {
    language: languages.map(({ code, name, endonym }) => ({ value: code, label: name === endonym ? name : `${name} · ${endonym}` })),
    district: [...districts.map(({ id, name }) => ({ value: id, label: name })), { value: NONE, label: t('filters.none') }],
    inquiry_topic: topics.map(({ id, name }) => ({ value: id, label: name })),
    tag: words?.tags.map(({ name }) => ({ value: name, label: name })),
    neighborhood: words?.neighborhoods.map((name) => ({ value: name, label: name })),
    program: programs?.map((name) => ({ value: name, label: name })),
    list: lists.data ? lists.data.data.map(({ id, name }) => ({ value: id, label: name })) : null,
  };

  function nameOf(kind: ValueKind, value: string | null): string {
    if (value === null) return t('where.say.no_district');
    if (kind === 'language') return languages.find(({ code }) => code === value)?.name ?? value;
    if (kind === 'neighborhood') return value;
    if (kind === 'tag' || kind === 'program') return t('where.say.quoted', { value });
    if (kind === 'attended' || kind === 'registered') {
      const event = events.data.find(({ id }) => id === value);
      return event ? t('where.say.quoted', { value: event.title }) : '…';
    }
    return offered[kind]?.find((one) => one.value === value)?.label ?? (offered[kind] ? t('where.say.gone') : '…');
  }
  return { nameOf, optionsOf: (kind) => offered[kind] ?? null, eventOption };
}
