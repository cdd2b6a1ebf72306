import { Input, Select } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import type { AwardPartProps } from './part.ts';
import { emptyShare } from './values.ts';

/** What other bodies get of it. */
export function FormShares({ values, onChange, errors }: AwardPartProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  return (
    <Lines
      legend={t('award.shares')}
      hint={t('award.form.shares_hint')}
      rows={values.shares}
      onChange={(shares) => onChange({ shares })}
      empty={emptyShare}
      add={t('award.form.add_share')}
      className="line-award-share"
      errors={errors}
      error={errors.shares}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('award.form.share_body', { number })}
            placeholder={t('award.form.share_body_placeholder')}
            showSearch
            optionFilterProp="label"
            value={row.organization_id}
            options={organizations
              .filter(({ id, is_active }) => is_active || id === row.organization_id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(organization_id: string) => patch({ organization_id })}
          />
          <Input
            aria-label={t('award.form.share_amount', { number })}
            prefix="$"
            inputMode="decimal"
            maxLength={24}
            value={row.amount}
            onChange={(event) => patch({ amount: event.target.value })}
          />
          <Input
            aria-label={t('award.form.share_purpose', { number })}
            placeholder={t('award.form.share_purpose_placeholder')}
            maxLength={500}
            value={row.purpose}
            onChange={(event) => patch({ purpose: event.target.value })}
          />
          <Input
            aria-label={t('award.form.share_account', { number })}
            placeholder={t('award.form.share_account_placeholder')}
            maxLength={120}
            value={row.account_string}
            onChange={(event) => patch({ account_string: event.target.value })}
          />
        </>
      )}
    </Lines>
  );
}
