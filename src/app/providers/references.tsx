import { useCustom } from '@refinedev/core';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { QueryReferences } from '../../domain/inquiries/rpc-query.ts';
import { nameOfLanguage } from '../../domain/shared/language-name.ts';
import { useWords } from './i18n.tsx';
import { useOffice, useToday } from './office.tsx';

export type Topic = {
  id: string;
  code: string;
  name: string;
  primary_section: number;
  sections: number[];
  department_id: string | null;
  target_business_days: number;
  is_active: boolean;
};
export type District = { id: string; code: string; name: string; is_active: boolean };
export type Language = { id: string; code: string; name: string; endonym: string; is_active: boolean };
export type Organization = { id: string; code: string; name: string; kind: string; is_active: boolean };
export type StaffMember = { id: string; name: string; is_active: boolean };
export type Section = { id: string; section: number; title: string; duty: string };

/** What nearly every screen needs to say ids in words. Small tables, asked together, once, and kept. */
export type References = {
  topics: Topic[];
  districts: District[];
  languages: Language[];
  organizations: Organization[];
  staff: StaffMember[];
  sections: Section[];
  /** Observed days off of the office's calendar, by ISO date, with their names. */
  holidays: ReadonlyMap<string, string>;
  holidayDates: ReadonlySet<string>;
  /** For turning an address into a question to the database. */
  rpc: QueryReferences;
  /** Asks again, after settings were changed here. */
  refresh: () => Promise<unknown>;
};

/** The tables as the database answers them. */
export type ReferenceTables = Pick<References, 'topics' | 'districts' | 'languages' | 'organizations' | 'staff' | 'sections'> & {
  holidays: { name: string; observed_on: string }[];
};

/** The tables that the answer is made of; see migration `references`. */
const referenceTables = ['topics', 'districts', 'languages', 'organizations', 'staff', 'directives', 'settings', 'holidays'];

const ReferencesContext = createContext<References | null>(null);

/** `entered`: the tables as they were when the reader came in; they are asked again when they are old. */
export function ReferencesProvider({ entered, children }: { entered: ReferenceTables; children: ReactNode }) {
  const { me } = useOffice();
  const today = useToday();
  const { locale } = useWords();
  const { query } = useCustom<ReferenceTables>({
    url: 'reference_data',
    method: 'post',
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000, refetchOnWindowFocus: false, initialData: { data: entered }, meta: { live: referenceTables } },
  });
  const answered = query.data?.data ?? entered;
  const { refetch: refresh } = query;
  const value = useMemo<References>(() => {
    const { holidays, ...tables } = answered;
    const days = new Map(holidays.map((holiday) => [holiday.observed_on, holiday.name]));
    return {
      ...tables,
      // The office writes their names in English.
      languages: locale === 'en' ? tables.languages : tables.languages.map((one) => ({ ...one, name: nameOfLanguage(locale, one) })),
      holidays: days,
      holidayDates: new Set(days.keys()),
      rpc: { topics: tables.topics, districts: tables.districts, organizations: tables.organizations, me: me.id, today },
      refresh,
    };
  }, [answered, locale, me.id, today, refresh]);
  return <ReferencesContext.Provider value={value}>{children}</ReferencesContext.Provider>;
}

export function useReferences(): References {
  const value = useContext(ReferencesContext);
  if (!value) throw new Error('useReferences needs a ReferencesProvider above it.');
  return value;
}
