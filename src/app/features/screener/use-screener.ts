import { useCustom, useOne } from '@refinedev/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Answers, Band, Screened } from '../../../domain/screener/screener.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import { keep, readKept } from './kept.ts';

type Origin = { inquiry?: string; resident?: string; event?: string };
type Known = {
  language?: string;
  preferred_language?: string;
  district_id: string | null;
  resident_id?: string | null;
  subject?: string;
  name?: string;
};

/** What the screener was opened from, and what is known there already. */
export function useOrigin() {
  const [params] = useSearchParams();
  const origin: Origin = Object.fromEntries(
    ['inquiry', 'resident', 'event'].flatMap((noun) => {
      const id = params.get(noun);
      return id ? [[noun, id]] : [];
    }),
  );
  const { query } = useOne<Known & { id: string }>({
    resource: origin.inquiry ? 'inquiries' : 'residents',
    id: origin.inquiry ?? origin.resident ?? '',
    meta: { select: origin.inquiry ? 'id,language,district_id,resident_id,subject' : 'id,preferred_language,district_id,name' },
    errorNotification: false,
    queryOptions: { enabled: Boolean(origin.inquiry ?? origin.resident) },
  });
  const known = query.data?.data ?? null;
  const isThere = !(origin.inquiry ?? origin.resident) || known !== null || query.error !== null;
  const needs = params.getAll('need');
  const start: Answers = {
    ...(needs.length > 0 ? { needs } : {}),
    ...(known?.language || known?.preferred_language ? { language: known.language ?? known.preferred_language } : {}),
    ...(known?.district_id ? { district_id: known.district_id } : {}),
  };
  const residentId = origin.resident ?? known?.resident_id ?? null;
  return { origin, isThere, start, title: known?.subject ?? known?.name ?? null, residentId, key: JSON.stringify(origin) };
}

/** The answers and what they lead to, asked anew whenever an answer changes. Nothing of it stays when the page is left for good. */
export function useScreener(of: string, start: Answers) {
  const { locale } = useWords();
  const [answers, setAnswers] = useState<Answers>(() => readKept(of)?.answers ?? start);
  const [chosen, setChosen] = useState<string[]>(() => readKept(of)?.chosen ?? []);
  const [language, setLanguage] = useState<string | null>(() => readKept(of)?.language ?? null);
  const sheetLanguage = language ?? answers.language ?? locale;
  const save = (next: Partial<{ answers: Answers; chosen: string[]; language: string }>) =>
    keep(of, { answers, chosen, language: sheetLanguage, ...next });
  const asked = useSettled(answers, 200);
  const isAsked = (asked.needs?.length ?? 0) > 0;
  const forget = { gcTime: 0, staleTime: 0 };
  const { query } = useCustom<Screened>({
    url: 'screen_programs',
    method: 'post',
    config: { payload: { p_answers: asked, p_language: locale } },
    errorNotification: false,
    queryOptions: {
      enabled: isAsked,
      ...forget,
      placeholderData: (previous: unknown) => previous as never,
      meta: { live: ['programs', 'needs', 'income_limits'] },
    },
  });
  const { needs, household_size } = asked;
  const { query: bands } = useCustom<Band[]>({
    url: 'screener_bands',
    method: 'post',
    config: { payload: { p_answers: { needs, household_size } } },
    errorNotification: false,
    queryOptions: { enabled: isAsked && household_size !== undefined, ...forget },
  });
  return {
    answers,
    change: (patch: { [Field in keyof Answers]?: Answers[Field] | undefined }) => {
      // What is undefined was not asked.
      const next = Object.fromEntries(Object.entries({ ...answers, ...patch }).filter(([, value]) => value !== undefined)) as Answers;
      setAnswers(next);
      save({ answers: next });
    },
    restart: () => {
      setAnswers(start);
      setChosen([]);
      setLanguage(null);
      keep(of, { answers: start, chosen: [], language: start.language ?? locale });
    },
    chosen,
    choose: (next: string[]) => {
      setChosen(next);
      save({ chosen: next });
    },
    sheetLanguage,
    setSheetLanguage: (next: string) => {
      setLanguage(next);
      save({ language: next });
    },
    screened: isAsked ? (query.data?.data ?? null) : null,
    isAsked,
    error: query.error,
    retry: () => void query.refetch(),
    bands: household_size === undefined ? null : (bands.data?.data ?? null),
  };
}

export type ScreenerState = ReturnType<typeof useScreener>;
