import '../../styles/people.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PairedResident, PairPage, PairPlace, ResidentPair } from '../../../domain/residents/likeness.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';

/** Residents who may be one person, the likeliest first: merge them, or say that they are two. */
export function ResidentDuplicates() {
  const { t, tn } = useWords();
  const [places, setPlaces] = useState<(PairPlace | null)[]>([null]);
  const { query } = useCustom<PairPage>({
    url: 'list_duplicates',
    method: 'post',
    config: { payload: { p_query: { limit: 25, after: places.at(-1) ?? null } } },
    errorNotification: false,
    queryOptions: {
      meta: { live: ['residents', 'resident_merges', 'duplicate_dismissals'] },
      placeholderData: (previous: unknown) => previous as never,
    },
  });
  const page = query.data?.data;
  const rows = page?.rows;
  return (
    <div className="page">
      <p className="record-back-always">
        <Link to="/residents">{t('nav.residents')}</Link>
      </p>
      <PageTitle title={t('duplicates.title')} />
      <p className="secondary">{t('duplicates.lead')}</p>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={6} />}
      {rows?.length === 0 && (
        <div className="empty">
          <p>{t('duplicates.empty')}</p>
        </div>
      )}
      {page && rows && rows.length > 0 && (
        <>
          <p className="secondary">{page.count > 1000 ? t('duplicates.many') : tn('duplicates.count', page.count)}</p>
          <ul className="pairs">
            {rows.map((pair) => (
              <Pair key={`${pair.a.id}-${pair.b.id}`} pair={pair} onDone={() => void query.refetch()} />
            ))}
          </ul>
          <div className="form-foot">
            {places.length > 1 && <Button onClick={() => setPlaces(places.slice(0, -1))}>{t('duplicates.previous')}</Button>}
            {page.next && <Button onClick={() => setPlaces([...places, page.next])}>{t('duplicates.next')}</Button>}
          </div>
        </>
      )}
    </div>
  );
}

function Pair({ pair, onDone }: { pair: ResidentPair; onDone: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('residents', 'edit');
  const merge = useActs(['residents', 'duplicate_dismissals']);
  // Whoever has more inquiries is the likelier one to be kept; what is kept of each is chosen on the next page.
  const [keep, gone] = pair.b.inquiries > pair.a.inquiries ? [pair.b, pair.a] : [pair.a, pair.b];
  const names = { a: pair.a.name, b: pair.b.name };
  return (
    <li className="pair">
      <Person row={keep} />
      <Person row={gone} />
      <p className="pair-why secondary">{pair.reasons.map((reason) => t(`similar.${reason}`)).join(', ')}</p>
      {mayEdit && (
        <div className="pair-acts">
          <Link
            className="pair-compare"
            to={`/residents/merge?keep=${keep.id}&gone=${gone.id}`}
            aria-label={t('duplicates.compare_names', names)}
          >
            {t('similar.compare')}
          </Link>
          <button
            type="button"
            className="link"
            disabled={merge.isWorking}
            aria-label={t('duplicates.dismiss_names', names)}
            onClick={async () => {
              const values = { p_a: pair.a.id, p_b: pair.b.id };
              if (await merge.rpc('dismiss_duplicate', values, ({ act }) => done(t('duplicates.dismissed'), { undo: act }))) onDone();
            }}
          >
            {t('duplicates.dismiss')}
          </button>
          <RefusedLine error={merge.error} />
        </div>
      )}
    </li>
  );
}

function Person({ row }: { row: PairedResident }) {
  const { tn } = useWords();
  const facts = [...row.phones.map(formatPhone), ...row.emails, row.district, tn('resident.inquiries', row.inquiries)];
  return (
    <div>
      <Link to={`/residents/${row.id}`}>{row.name}</Link>
      <p className="secondary">{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}
