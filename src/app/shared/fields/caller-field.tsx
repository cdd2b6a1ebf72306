import { useList } from '@refinedev/core';
import { type RefObject, useState } from 'react';
import type { ResidentRow } from '../../../domain/residents/resident.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Combobox, type ComboboxOption } from '../components/combobox.tsx';
import { Tag } from '../components/tag.tsx';
import { useSettled } from '../hooks/use-settled.ts';
import { looksLikePhone } from '../phone-text.ts';
import { NewCaller } from './new-caller.tsx';

/** Who an inquiry comes from. `new` is saved together with the inquiry. */
export type Caller =
  | { kind: 'unknown'; text: string }
  | { kind: 'known'; id: string; name: string; language: string; districtId: string | null }
  | { kind: 'new'; name: string; phone: string; email: string }
  | { kind: 'anonymous' };

type CallerFieldProps = {
  label: string;
  value: Caller;
  onChange: (caller: Caller) => void;
  /** Whether a resident who is not there yet may be made here. */
  mayBeNew?: boolean;
  /** Whether somebody may stay unnamed here. */
  mayBeAnonymous?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
  errors?: { name?: string | undefined; phone?: string | undefined; email?: string | undefined };
};

/** Finds the resident by a piece of a number or a name, makes a new one, or leaves them unnamed. */
export function CallerField({ label, value, onChange, mayBeNew = true, mayBeAnonymous = true, inputRef, errors }: CallerFieldProps) {
  const { t } = useWords();
  const text = value.kind === 'unknown' ? value.text : '';
  const sought = useSettled(text.trim(), 150);
  const enabled = value.kind === 'unknown' && sought.length >= 2;
  const { query } = useList<ResidentRow>({
    resource: 'residents',
    pagination: { pageSize: 6 },
    meta: { query: { search: sought } },
    errorNotification: false,
    queryOptions: { enabled },
  });
  const [wasTold, setTold] = useState(false);

  if (value.kind === 'new') return <NewCaller value={value} onChange={onChange} errors={errors} />;
  if (value.kind === 'known' || value.kind === 'anonymous') {
    const name = value.kind === 'known' ? value.name : t('caller.anonymous');
    return (
      <div className="field">
        <p className="field-label">{label}</p>
        <p className="chosen">
          <b>{name}</b>
          <button type="button" className="link" onClick={() => onChange({ kind: 'unknown', text: '' })}>
            {t('caller.change')}
          </button>
        </p>
      </div>
    );
  }

  const found = enabled && sought === text.trim() ? (query.data?.data ?? []) : [];
  const options: ComboboxOption[] = found.map((row) => ({
    key: row.id,
    content: <ResidentOption row={row} />,
    onPick: () => onChange({ kind: 'known', id: row.id, name: row.name, language: row.preferred_language, districtId: row.district_id }),
  }));
  const isNumber = looksLikePhone(text);
  const isAddress = text.includes('@');
  const typed = text.trim();
  if (typed && mayBeNew) {
    options.push({
      key: 'new',
      content: (
        <span className="option-act">
          {t(isNumber ? 'caller.new_number' : isAddress ? 'caller.new_address' : 'caller.new_name', { name: typed })}
        </span>
      ),
      onPick: () =>
        onChange({ kind: 'new', name: isNumber || isAddress ? '' : typed, phone: isNumber ? typed : '', email: isAddress ? typed : '' }),
    });
  }
  if (mayBeAnonymous) {
    options.push({
      key: 'anonymous',
      content: <span className="option-act">{t('caller.anonymous')}</span>,
      onPick: () => onChange({ kind: 'anonymous' }),
    });
  }
  return (
    <Combobox
      label={label}
      labelVisible
      className="caller"
      {...(inputRef ? { inputRef } : {})}
      placeholder={t('caller.placeholder')}
      value={text}
      onChange={(next) => {
        setTold(false);
        onChange({ kind: 'unknown', text: next });
      }}
      options={options}
      {...(enabled && found.length === 0 && !query.isFetching ? { note: t('caller.nobody') } : {})}
      onEnter={() => setTold(true)}
      suffix={wasTold && text ? <span className="secondary">{t('caller.choose')}</span> : undefined}
    />
  );
}

function ResidentOption({ row }: { row: ResidentRow }) {
  const { tn } = useWords();
  const facts = [
    row.phones?.[0] ? formatPhone(row.phones[0]) : '',
    row.neighborhood ?? row.district_name,
    tn('resident.inquiries', row.inquiry_count),
  ];
  return (
    <span className="option-split">
      <span>
        <span className="option-main">{row.name}</span>
        <span className="secondary">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {row.preferred_language !== 'en' && row.language_name && (
        <Tag tone="violet" lang={row.preferred_language}>
          {row.language_name}
        </Tag>
      )}
    </span>
  );
}
