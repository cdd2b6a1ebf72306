import { useList } from '@refinedev/core';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { QueryReferences } from '../../domain/inquiries/rpc-query.ts';
import { addDays } from '../../domain/shared/dates.ts';
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
export type Language = { id: string; code: string; name: string; endonym: string };
export type Organization = { id: string; code: string; name: string };
export type StaffMember = { id: string; name: string; is_active: boolean };
export type Section = { id: string; section: number; title: string; duty: string };

/** What nearly every screen needs to say ids in words. Small tables, asked once and kept. */
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
  /** False until all are there: an address with codes cannot be asked before. */
  ready: boolean;
};

const ReferencesContext = createContext<References | null>(null);
const keep = { staleTime: 10 * 60_000, refetchOnWindowFocus: false };

function useTable<Row extends { id: string }>(resource: string, select: string, order: string): { rows: Row[]; ready: boolean } {
  const { query } = useList<Row>({
    resource,
    meta: { select },
    sorters: [{ field: order, order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: keep,
  });
  return { rows: query.data?.data ?? [], ready: query.isSuccess };
}

/** Days of holidays that are asked for, around today: further away no clock counts business days. */
const horizonDays = 400;

export function ReferencesProvider({ children }: { children: ReactNode }) {
  const { me } = useOffice();
  const today = useToday();
  const topics = useTable<Topic>(
    'topics',
    'id,code,name,primary_section,sections,department_id,target_business_days,is_active',
    'sort_order',
  );
  const districts = useTable<District>('districts', 'id,code,name,is_active', 'sort_order');
  const languages = useTable<Language>('languages', 'id,code,name,endonym', 'sort_order');
  const organizations = useTable<Organization>('organizations', 'id,code,name', 'name');
  const staff = useTable<StaffMember>('staff', 'id,name,is_active', 'name');
  const sections = useTable<Section>('directives', 'id,section,title,duty', 'section');
  const settings = useTable<{ id: string; holiday_calendar: string }>('settings', 'id,holiday_calendar', 'id');
  const calendar = settings.rows[0]?.holiday_calendar;
  const holidays = useList<{ id: string; name: string; observed_on: string }>({
    resource: 'holidays',
    meta: { select: 'id,name,observed_on' },
    filters: [
      { field: 'calendar', operator: 'eq', value: calendar ?? '' },
      { field: 'is_cancelled', operator: 'eq', value: false },
      { field: 'observed_on', operator: 'gte', value: addDays(today, -horizonDays) },
      { field: 'observed_on', operator: 'lte', value: addDays(today, horizonDays) },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { ...keep, enabled: calendar !== undefined },
  }).query;

  const ready = [topics, districts, languages, organizations, staff, sections].every((table) => table.ready);
  const value = useMemo<References>(() => {
    const days = new Map((holidays.data?.data ?? []).map((holiday) => [holiday.observed_on, holiday.name]));
    return {
      topics: topics.rows,
      districts: districts.rows,
      languages: languages.rows,
      organizations: organizations.rows,
      staff: staff.rows,
      sections: sections.rows,
      holidays: days,
      holidayDates: new Set(days.keys()),
      rpc: { topics: topics.rows, districts: districts.rows, organizations: organizations.rows, me: me.id, today },
      ready,
    };
  }, [topics.rows, districts.rows, languages.rows, organizations.rows, staff.rows, sections.rows, holidays.data, me.id, today, ready]);
  return <ReferencesContext.Provider value={value}>{children}</ReferencesContext.Provider>;
}

export function useReferences(): References {
  const value = useContext(ReferencesContext);
  if (!value) throw new Error('useReferences needs a ReferencesProvider above it.');
  return value;
}
