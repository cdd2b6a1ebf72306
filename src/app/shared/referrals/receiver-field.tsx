import { useCustom } from '@refinedev/core';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Combobox } from '../components/combobox.tsx';
import { useSettled } from '../hooks/use-settled.ts';

export type Receiver = { id: string; name: string; email: string | null; is_311: boolean };
type Found = { id: string; name: string; kind: string; referral_email: string | null; is_311: boolean; neighborhood: string | null };

type ReceiverFieldProps = {
  label: string;
  value: Receiver | null;
  onChange: (receiver: Receiver | null) => void;
  error?: string | undefined;
};

/** Who gets it, found by a piece of their name; who takes referrals stands there before anything is typed. */
export function ReceiverField({ label, value, onChange, error }: ReceiverFieldProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const sought = useSettled(text.trim(), 150);
  const { query } = useCustom<Found[]>({
    url: 'find_organizations',
    method: 'post',
    config: { payload: { p_text: sought, p_filter: sought ? {} : { takes_referrals: true }, p_limit: 8 } },
    errorNotification: false,
    queryOptions: { enabled: value === null },
  });
  if (value)
    return (
      <div className="field">
        <p className="field-label">{label}</p>
        <p className="chosen">
          <b>{value.name}</b>
          <button type="button" className="link" onClick={() => onChange(null)}>
            {t('caller.change')}
          </button>
        </p>
      </div>
    );
  const found = sought === text.trim() ? (query.data?.data ?? []) : [];
  return (
    <div className="field">
      <Combobox
        label={label}
        labelVisible
        value={text}
        onChange={setText}
        placeholder={t('referral.receiver_hint')}
        options={found.map((one) => ({
          key: one.id,
          content: (
            <span>
              <span className="option-main">{one.name}</span>{' '}
              <span className="secondary">{[one.neighborhood, one.referral_email].filter(Boolean).join(' · ')}</span>
            </span>
          ),
          onPick: () => {
            setText('');
            onChange({ id: one.id, name: one.name, email: one.referral_email, is_311: one.is_311 });
          },
        }))}
        {...(sought && found.length === 0 && !query.isFetching ? { note: t('referral.receiver_none') } : {})}
      />
      {error && <p className="field-error">{error}</p>}
    </div>
  );
}
