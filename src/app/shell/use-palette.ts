import { useCustom } from '@refinedev/core';
import { hasWords } from '../../domain/shared/fold.ts';
import { openingAddress } from '../../domain/shared/saved-view.ts';
import { useWords } from '../providers/i18n.tsx';
import { useAllowed, useOffice } from '../providers/office.tsx';
import { useOwnPreferences } from '../providers/own-preferences.ts';
import type { ThemeChoice } from '../providers/preferences.ts';
import { useThemeChoice } from '../providers/theme.tsx';
import { useSettled } from '../shared/hooks/use-settled.ts';
import { readRecents } from '../shared/recents.ts';
import { type Found, type PaletteGroup, type PaletteItem, useResultGroups } from './palette-results.ts';
import { pages } from './rail.tsx';

/** Shorter fragments find nearly everybody, and help nobody. */
const shortest = 2;
const themes: ThemeChoice[] = ['light', 'dark', 'system'];

/** What the palette shows for a text: pages and actions from the browser, records from the database, what was open lately. */
export function usePalette(text: string, onHelp: () => void): { groups: PaletteGroup[]; isLooking: boolean; error: unknown } {
  const { t } = useWords();
  const { me } = useOffice();
  const typed = text.trim();
  const sought = useSettled(typed, 120);
  const enabled = sought.length >= shortest;
  const { query } = useCustom<Found[]>({
    url: 'search_office',
    method: 'post',
    config: { payload: { p_text: sought, p_limit: 5 } },
    errorNotification: false,
    queryOptions: { queryKey: ['search_office', sought], enabled, placeholderData: (previous: unknown) => previous as never },
  });
  const tell = useResultGroups();
  const here = useHere(onHelp);
  const isLooking = typed.length >= shortest && (typed !== sought || query.isFetching || query.isPlaceholderData);

  if (typed === '') {
    const recent = readRecents(me.id).map(({ to, title, second }) => ({ key: `recent-${to}`, main: title, second, to }));
    return {
      groups: [
        { key: 'recent', title: t('palette.recent'), items: recent },
        { key: 'here', title: t('palette.here'), items: here },
      ].filter(({ items }) => items.length > 0),
      isLooking: false,
      error: null,
    };
  }
  const matching = here.filter((item) => hasWords(`${item.main} ${item.second}`, typed)).slice(0, 5);
  const found = typed.length >= shortest && Array.isArray(query.data?.data) ? tell(query.data.data) : [];
  const all: PaletteItem = {
    key: 'all',
    main: t('palette.all', { text: typed }),
    second: '',
    to: `/inquiries?q=${encodeURIComponent(typed)}`,
  };
  const isExact = Array.isArray(query.data?.data) && query.data.data.some((row) => row.rank === 0);
  const own = { key: 'here', title: t('palette.here'), items: matching };
  return {
    groups: [...(isExact ? [...found, own] : [own, ...found]), { key: 'more', title: t('palette.more'), items: [all] }].filter(
      ({ items }) => items.length > 0,
    ),
    isLooking,
    error: enabled ? query.error : null,
  };
}

/** Pages and actions of this reader, in their words. */
function useHere(onHelp: () => void): PaletteItem[] {
  const { t, locale, setLocale } = useWords();
  const { connection } = useOffice();
  const { choice, choose } = useThemeChoice();
  const mayTake = useAllowed('inquiries', 'create');
  const mayMeet = useAllowed('residents', 'create');
  const mayPlan = useAllowed('events', 'create');
  const mayWrite = useAllowed('campaigns', 'create');
  const { views } = useOwnPreferences().preferences;
  return [
    ...(mayTake ? [{ key: 'new-inquiry', main: t('action.new_inquiry'), second: '', to: '/inquiries/create' }] : []),
    ...(mayMeet ? [{ key: 'new-resident', main: t('residents.new'), second: '', to: '/residents/create' }] : []),
    ...(mayPlan ? [{ key: 'new-event', main: t('palette.new_event'), second: '', to: '/events/create' }] : []),
    ...(mayWrite ? [{ key: 'new-campaign', main: t('palette.new_campaign'), second: '', to: '/campaigns/create' }] : []),
    ...pages.map(({ to, label }) => ({ key: `page-${to}`, main: t(label), second: t('palette.page'), to: openingAddress(to, views) })),
    { key: 'page-/notifications', main: t('inbox.title'), second: t('palette.page'), to: '/notifications' },
    ...themes
      .filter((theme) => theme !== choice)
      .map((theme) => ({
        key: `theme-${theme}`,
        main: `${t('menu.theme')}: ${t(`theme.${theme}`)}`,
        second: '',
        act: () => choose(theme),
      })),
    locale === 'en'
      ? { key: 'language', main: 'Español', second: t('menu.language'), act: () => setLocale('es') }
      : { key: 'language', main: 'English', second: t('menu.language'), act: () => setLocale('en') },
    { key: 'keys', main: t('keys.title'), second: '', act: onHelp },
    { key: 'sign-out', main: t('menu.sign_out'), second: '', act: () => void connection.session.signOut() },
  ];
}
