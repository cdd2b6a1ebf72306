import { useList } from '@refinedev/core';
import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import type { ResidentRow } from '../../../../domain/residents/resident.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Combobox } from '../../../shared/components/combobox.tsx';
import { useSettled } from '../../../shared/hooks/use-settled.ts';

export type Reader = { id: string; name: string };
type ReaderFieldProps = { campaign: CampaignRecord; value: Reader | null; onChange: (reader: Reader | null) => void };

/** Whose eyes the letter is seen with: a sample reader, or somebody of the audience. */
export function ReaderField({ campaign, value, onChange }: ReaderFieldProps) {
  const { t } = useWords();
  const { languages } = useReferences();
  const [text, setText] = useState('');
  const sought = useSettled(text.trim(), 150);
  const enabled = value === null && sought.length >= 2;
  const { filters } = campaign.audience as { filters?: Record<string, unknown> };
  const { query } = useList<ResidentRow>({
    resource: 'residents',
    pagination: { pageSize: 6 },
    meta: { query: { search: sought, ...(filters ? { filters } : {}) } },
    errorNotification: false,
    queryOptions: { enabled },
  });
  if (value) {
    return (
      <p className="reader-chosen">
        <span>
          {t('write.as_reader')} <b>{value.name}</b>
        </span>
        <button type="button" className="link" onClick={() => onChange(null)}>
          {t('write.as_sample')}
        </button>
      </p>
    );
  }
  const found = enabled && sought === text.trim() ? (query.data?.data ?? []) : [];
  return (
    <Combobox
      label={t('write.as_search')}
      value={text}
      placeholder={t('write.as_search')}
      onChange={setText}
      options={found.map((row) => ({
        key: row.id,
        content: (
          <>
            <span className="option-main">{row.name}</span>
            <span className="secondary">
              {[languages.find(({ code }) => code === row.preferred_language)?.name, row.district_name].filter(Boolean).join(' · ')}
            </span>
          </>
        ),
        onPick: () => {
          setText('');
          onChange({ id: row.id, name: row.name });
        },
      }))}
      {...(enabled && query.isFetched && found.length === 0 ? { note: t('write.as_none') } : {})}
    />
  );
}
