import { useList } from '@refinedev/core';
import { type ReactNode, type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import type { InquiryRow } from '../../domain/inquiries/inquiry.ts';
import type { ResidentRow } from '../../domain/residents/resident.ts';
import { useWords } from '../providers/i18n.tsx';
import { Combobox, type ComboboxOption } from '../shared/components/combobox.tsx';
import { KeyHint } from '../shared/components/key-hint.tsx';
import { useSettled } from '../shared/hooks/use-settled.ts';

type LegislationRow = { id: string; file_number: string; title: string };

/** Shorter fragments find nearly everybody, and help nobody. */
const shortest = 2;

/** One box for a person, a number or an ordinance. Enter opens the list of inquiries with these words. */
export function SearchBox({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const sought = useSettled(text.trim(), 180);
  const enabled = sought.length >= shortest;
  const ask = { pagination: { pageSize: 5 }, errorNotification: false as const, queryOptions: { enabled } };
  const inquiries = useList<InquiryRow>({ resource: 'inquiries', meta: { query: { search: sought } }, ...ask });
  const residents = useList<ResidentRow>({ resource: 'residents', meta: { query: { search: sought } }, ...ask });
  const legislation = useList<LegislationRow>({
    resource: 'legislation',
    meta: { select: 'id,file_number,title' },
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled, staleTime: 10 * 60_000 },
  });

  const go = (to: string) => {
    setText('');
    inputRef.current?.blur();
    navigate(to);
  };
  const option = (key: string, first: ReactNode, second: string, to: string): ComboboxOption => ({
    key,
    onPick: () => go(to),
    content: (
      <>
        <span className="option-main">{first}</span>
        <span className="secondary">{second}</span>
      </>
    ),
  });
  const folded = sought.toLowerCase();
  const options = enabled
    ? [
        ...(inquiries.query.data?.data ?? []).map((row) =>
          option(
            `i-${row.id}`,
            row.subject,
            [row.number, row.resident_name, t(`status.${row.status}`)].filter(Boolean).join(' · '),
            `/inquiries/${row.id}`,
          ),
        ),
        ...(residents.query.data?.data ?? []).map((row) =>
          option(
            `r-${row.id}`,
            row.name,
            [t('search.resident'), row.phones?.[0], row.district_name].filter(Boolean).join(' · '),
            `/residents/${row.id}`,
          ),
        ),
        ...(legislation.query.data?.data ?? [])
          .filter((row) => row.file_number.includes(folded) || row.title.toLowerCase().includes(folded))
          .slice(0, 3)
          .map((row) =>
            option(`l-${row.id}`, row.title, `${t('nav.legislation')} · ${row.file_number}`, `/legislation#file-${row.file_number}`),
          ),
      ]
    : [];
  const looking = inquiries.query.isFetching || residents.query.isFetching || sought !== text.trim();
  const note = enabled && options.length === 0 ? (looking ? t('search.looking') : t('search.nothing')) : undefined;
  return (
    <Combobox
      className="search"
      label={t('search.label')}
      placeholder={t('search.placeholder')}
      inputMode="search"
      inputRef={inputRef}
      value={text}
      onChange={setText}
      options={options}
      {...(note ? { note } : {})}
      onEnter={() => text.trim() && go(`/inquiries?q=${encodeURIComponent(text.trim())}`)}
      suffix={<KeyHint keys="Ctrl K" />}
    />
  );
}
