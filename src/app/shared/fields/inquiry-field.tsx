import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import type { FoundInquiry } from '../../../domain/inquiries/related.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

type InquiryFieldProps = {
  label: string;
  value: string | null;
  onChange: (id: string | null, inquiry: FoundInquiry | null) => void;
  hint?: string | undefined;
  error?: string | undefined;
  /** Those that are not offered: the one that asks, and what belongs to it already. */
  without?: readonly string[];
};

/** An inquiry, found by its number or its words; before anything is typed, the open ones that were touched last. */
export function InquiryField({ label, value, onChange, hint, error, without = [] }: InquiryFieldProps) {
  const { t, format } = useWords();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<FoundInquiry | null>(null);
  const [isOpen, setOpen] = useState(false);
  const sought = useSettled(text.trim(), 150);
  const { query } = useCustom<FoundInquiry[]>({
    url: 'find_inquiries',
    method: 'post',
    config: { payload: { p_text: sought, p_limit: 20 } },
    errorNotification: false,
    queryOptions: { enabled: isOpen, staleTime: 30_000, meta: { live: ['inquiries'] } },
  });
  const answered = Array.isArray(query.data?.data) ? query.data.data : [];
  const found = answered.filter(({ id }) => id === value || !without.includes(id));
  const shown = picked && !found.some(({ id }) => id === picked.id) ? [picked, ...found] : found;
  const options = shown.map((one) => ({
    value: one.id,
    label: `${one.number} ${one.subject}`,
    second: [t(`status.${one.status}`), one.resident_name, t('inquiry.opened', { date: format.instant(one.opened_at) })]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          showSearch
          filterOption={false}
          status={error ? 'error' : ''}
          placeholder={t('inquiry_field.choose')}
          value={value ?? undefined}
          options={options}
          onOpenChange={setOpen}
          onSearch={setText}
          notFoundContent={query.isFetching ? t('inquiry_field.looking') : t('inquiry_field.none')}
          optionRender={({ data }) => (
            <span className="option-split">
              <span>
                <span className="option-main">{data.label}</span>
                <span className="secondary">{data.second}</span>
              </span>
            </span>
          )}
          onChange={(next: string) => {
            const one = found.find(({ id }) => id === next) ?? null;
            setText('');
            setPicked(one);
            onChange(next || null, one);
          }}
        />
      )}
    </Field>
  );
}
