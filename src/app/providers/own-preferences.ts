import { useCustom, useCustomMutation } from '@refinedev/core';
import { useEffect, useRef, useState } from 'react';
import type { NotificationKind, Reach } from '../../domain/notifications/notification.ts';
import type { Density } from '../../domain/shared/saved-view.ts';
import { useWords } from './i18n.tsx';
import { useOffice } from './office.tsx';
import { type Locale, readStored, writeStored } from './preferences.ts';

/** How a list looks; or, under `exports.` and its name, what is left out of its files. */
export type ListLook = { columns?: string[]; density?: Density; without?: string[] };

/** What a person chose for themselves, wherever they sign in; kept by the database. */
export type OwnPreferences = {
  locale: Locale;
  lists: Record<string, ListLook>;
  notify: Partial<Record<NotificationKind, Reach>>;
  wants_digest: boolean;
  digest_hour: number;
  /** The view that each list opens with, as the search part of its address. */
  views: Record<string, string>;
};

const unknown: OwnPreferences = { locale: 'en', lists: {}, notify: {}, wants_digest: true, digest_hour: 8, views: {} };
const queryKey = ['my_preferences'];
const keptName = (staffId: string) => `rotunda.lists.${staffId}`;

function readKept(staffId: string): OwnPreferences['lists'] {
  try {
    return JSON.parse(readStored(keptName(staffId)) ?? '{}') as OwnPreferences['lists'];
  } catch {
    return {};
  }
}

/** The reader's own preferences. How lists look is also kept in the browser, so that a list is drawn right at once. */
export function useOwnPreferences() {
  const { me } = useOffice();
  const { query } = useCustom<OwnPreferences>({
    url: 'my_preferences',
    method: 'post',
    errorNotification: false,
    queryOptions: { queryKey, staleTime: 10 * 60_000, refetchOnWindowFocus: false },
  });
  const { mutateAsync } = useCustomMutation<OwnPreferences>();
  const [refused, setRefused] = useState<unknown>(null);
  const isKnown = query.isSuccess;
  return {
    preferences: isKnown ? query.data.data : { ...unknown, lists: readKept(me.id) },
    isKnown,
    again: () => query.refetch(),
    error: query.error,
    /** Why the last change was not kept. */
    refused,
    save: async (patch: Partial<OwnPreferences>): Promise<boolean> => {
      setRefused(null);
      try {
        const { data } = await mutateAsync({
          url: 'save_preferences',
          method: 'post',
          values: { p_patch: patch },
          successNotification: false,
          errorNotification: false,
        });
        writeStored(keptName(me.id), JSON.stringify(data.lists));
        await query.refetch();
        return true;
      } catch (error) {
        setRefused(error);
        return false;
      }
    },
  };
}

/** Letters speak the language that the person reads the screens in: the choice of this browser is told to the office. */
export function useKeptLocale(): void {
  const { locale } = useWords();
  const { preferences, isKnown, save } = useOwnPreferences();
  const told = useRef<Locale | null>(null);
  useEffect(() => {
    if (!isKnown || preferences.locale === locale || told.current === locale) return;
    told.current = locale;
    void save({ locale });
  });
}
