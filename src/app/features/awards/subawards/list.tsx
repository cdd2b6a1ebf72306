import '../../../styles/awards-subawards.css';
import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { type GapCode, riskLevels, subawardStatuses } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Pager } from '../../../shared/components/pager.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { SubawardLine } from './row.tsx';
import { useSubawardPage } from './use-subawards.ts';

const size = 50;
/** What is asked for most; the others stand at each subaward. */
const asked = [
  'sam_missing',
  'sam_old',
  'risk_missing',
  'ffata_due',
  'ffata_overdue',
  'visit_overdue',
  'action_overdue',
  'decision_overdue',
  'final_overdue',
  'authorization',
] as const satisfies GapCode[];

/** All subawards of all awards: what lives first, and of that what lacks most. */
export function SubawardList() {
  const { t, format } = useWords();
  const [params, setParams] = useSearchParams();
  const read = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const search = params.get('q') ?? '';
  const [status, risk, missing] = [read('status'), read('risk'), params.get('missing')];
  const offset = Math.max(0, Number(params.get('from')) || 0);
  const counted = { search, filters: { status, risk, ...(missing ? { gap: missing } : {}) } };
  const { page, error, retry } = useSubawardPage({ ...counted, limit: size, offset });
  const change = (patch: Record<string, string>) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete('from');
        for (const [name, value] of Object.entries(patch)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  const at = (from: number) => {
    const next = new URLSearchParams(params);
    from > 0 ? next.set('from', String(from)) : next.delete('from');
    return `?${next}`;
  };
  const isFiltered = search !== '' || status.length + risk.length > 0 || missing !== null;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/awards">{t('subaward.to_awards')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('subaward.all')} />
      </div>
      <div className="filters filters-line filters-three">
        <SearchField label={t('subaward.search')} value={search} onChange={(q) => change({ q })} />
        <Select
          aria-label={t('subaward.filter.status')}
          placeholder={t('subaward.filter.status')}
          mode="multiple"
          value={status}
          options={subawardStatuses.map((one) => ({ value: one, label: t(`subaward.status.${one}`) }))}
          onChange={(values: string[]) => change({ status: values.join(',') })}
        />
        <Select
          aria-label={t('subaward.filter.risk')}
          placeholder={t('subaward.filter.risk')}
          mode="multiple"
          value={risk}
          options={[
            ...riskLevels.map((one) => ({ value: one as string, label: t(`subaward.risk.${one}`) })),
            { value: 'none', label: t('subaward.risk.none') },
          ]}
          onChange={(values: string[]) => change({ risk: values.join(',') })}
        />
        <Select
          aria-label={t('subaward.filter.missing')}
          placeholder={t('subaward.filter.missing')}
          allowClear
          showSearch
          optionFilterProp="label"
          value={missing}
          options={[
            { value: 'any', label: t('subaward.gap_any') },
            ...asked.map((code) => ({ value: code as string, label: t(`subaward.gap_short.${code}`) })),
          ]}
          onChange={(value?: string) => change({ missing: value ?? '' })}
        />
      </div>
      {error ? (
        <Refused error={error} onRetry={retry} />
      ) : page === null ? (
        <RowSkeleton rows={6} />
      ) : page.rows.length === 0 ? (
        <div className="empty">
          <p>{t(isFiltered ? 'subaward.empty_search' : 'subaward.empty')}</p>
        </div>
      ) : (
        <>
          <p className="subawards-sums">
            {t('subaward.sums_all', { obligated: format.money(page.totals.obligated_cents), paid: format.money(page.totals.paid_cents) })}
          </p>
          <ul className="rows">
            {page.rows.map((row) => (
              <SubawardLine key={row.id} row={row} withAward />
            ))}
          </ul>
        </>
      )}
      <Pager
        count={page?.count ?? null}
        shown={page?.rows.length ?? 0}
        previous={offset > 0 ? at(offset - size) : null}
        next={page && offset + size < page.count ? at(offset + size) : null}
        exported={{ list: 'subawards', query: counted, address: `/awards/subawards${at(0)}` }}
      />
    </div>
  );
}
