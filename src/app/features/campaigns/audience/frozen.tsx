import { useCustom } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { type ResidentRpcQuery, whereOfAudience } from '../../../../domain/residents/query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { formatCount } from '../../../shared/format.ts';
import { useWhereWords } from '../../../shared/where/use-where-words.ts';
import { People } from './preview.tsx';
import { type Meant, type Reason, reasons } from './use-preview.ts';

type LeftOut = { counts: Partial<Record<Reason, number>>; rows: (Meant & { id: number })[]; next: number | null };
type Letters = {
  count: number;
  next: [string, string] | null;
  rows: { id: string; to_address: string; resident_id: string | null; resident_name: string | null; language: string }[];
};

const pageSize = 25;

/** What was fixed when the campaign was scheduled: who was left out, and who gets a letter. */
export function FrozenAudience({ campaign }: { campaign: CampaignRecord }) {
  const { t, format } = useWords();
  const audience = campaign.audience as ResidentRpcQuery;
  const whom = useWhereWords(whereOfAudience(audience));
  return (
    <div className="audience">
      <section className="audience-head">
        <h2>{t('audience.frozen', { when: format.instant(campaign.frozen_at ?? '') })}</h2>
        <p className="audience-words">{audience.search ? t('where.say.search', { whom, search: audience.search }) : whom}</p>
      </section>
      <div className="audience-count" />
      <section className="audience-choose" aria-label={t('audience.letters')}>
        <p className="secondary">{t('audience.frozen_hint')}</p>
        <FrozenLetters id={campaign.id} />
      </section>
      <section className="audience-result" aria-labelledby="left-out">
        <h3 id="left-out">{t('audience.left_out')}</h3>
        <FrozenLeftOut id={campaign.id} />
      </section>
    </div>
  );
}

/** A page that a function of the database answers, kept in sight while the next is fetched. */
function usePage<Answer>(url: string, id: string, query: Record<string, unknown>) {
  const { query: asked } = useCustom<Answer & Record<string, unknown>>({
    url,
    method: 'post',
    config: { payload: { p_id: id, p_query: { limit: pageSize, ...query } } },
    errorNotification: false,
    queryOptions: {
      queryKey: [url, id, JSON.stringify(query)],
      placeholderData: (previous: unknown) => previous as never,
      meta: { live: false },
    },
  });
  return { page: asked.data?.data as Answer | undefined, error: asked.error, retry: () => void asked.refetch() };
}

function FrozenLetters({ id }: { id: string }) {
  const { t, tn, format } = useWords();
  const [after, setAfter] = useState<[string, string] | null>(null);
  const { page, error, retry } = usePage<Letters>('campaign_letters', id, after ? { after } : {});
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!page) return <RowSkeleton rows={6} />;
  const people = page.rows.map((one) => ({
    resident_id: one.resident_id,
    name: one.resident_name,
    address: one.to_address,
    language: one.language,
    reason: null,
  }));
  return (
    <>
      <h3>{tn('audience.frozen_letters', page.count, { count: formatCount(page.count, format) })}</h3>
      <People people={people} withLanguage />
      <PageLinks isFirst={!after} next={page.next} onNext={setAfter} onFirst={() => setAfter(null)} label={t('audience.letters')} />
    </>
  );
}

function FrozenLeftOut({ id }: { id: string }) {
  const { t, format } = useWords();
  const [reason, setReason] = useState<Reason | null>(null);
  const [after, setAfter] = useState<number | null>(null);
  const { page, error, retry } = usePage<LeftOut>('campaign_left_out', id, { ...(reason ? { reason } : {}), ...(after ? { after } : {}) });
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!page) return <RowSkeleton rows={6} />;
  const there = reasons.filter((one) => page.counts[one]);
  if (there.length === 0) return <p className="secondary">{t('audience.frozen_none_out')}</p>;
  return (
    <>
      <Select
        aria-label={t('audience.why')}
        className="wide"
        showSearch={false}
        value={reason ?? ''}
        options={[
          { value: '', label: t('audience.all_reasons') },
          ...there.map((value) => ({ value, label: `${t(`audience.reason.${value}`)}: ${format.number(page.counts[value] ?? 0)}` })),
        ]}
        onChange={(value) => {
          setReason((value || null) as Reason | null);
          setAfter(null);
        }}
      />
      <ul className="audience-people">
        {page.rows.map((one) => (
          <li key={one.id}>
            <People people={[one]} />
            {!reason && one.reason && <span className="secondary">{t(`audience.reason.${one.reason}`)}</span>}
          </li>
        ))}
      </ul>
      <PageLinks isFirst={!after} next={page.next} onNext={setAfter} onFirst={() => setAfter(null)} label={t('audience.left_out')} />
    </>
  );
}

type PageLinksProps<Cursor> = { isFirst: boolean; next: Cursor | null; label: string; onNext: (next: Cursor) => void; onFirst: () => void };

function PageLinks<Cursor>({ isFirst, next, label, onNext, onFirst }: PageLinksProps<Cursor>) {
  const { t } = useWords();
  if (isFirst && next === null) return null;
  return (
    <nav className="audience-foot" aria-label={label}>
      {!isFirst && <Button onClick={onFirst}>{t('audience.begin')}</Button>}
      {next !== null && <Button onClick={() => onNext(next)}>{t('audience.next')}</Button>}
    </nav>
  );
}
