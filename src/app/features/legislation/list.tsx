import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import {
  type LegislationKind,
  type LegislationListRow,
  type LegislationQuery,
  type LegislationState,
  legislationKinds,
  legislationStates,
  readLegislationQuery,
  toLegislationRpc,
  writeLegislationQuery,
} from '../../../domain/legislation/legislation.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useLawWords } from '../../shared/answers/use-law-words.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import { lawTones } from './tones.ts';

const addressOf = (query: LegislationQuery): string => `/legislation?${writeLegislationQuery(query)}`.replace(/\?$/, '');

/** Ordinances and resolutions that the office answers questions about. An address of old, #file-210140, leads to the file. */
export function LegislationList() {
  const { hash } = useLocation();
  const file = /^#file-(\d{6})$/.exec(hash)?.[1];
  return file ? <Navigate to={`/legislation/${file}`} replace /> : <List />;
}

function List() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readLegislationQuery(new URLSearchParams(text)), [text]);
  const mayEdit = useAllowed('legislation', 'edit');
  const counted = toLegislationRpc(query);
  const { query: list } = useList<LegislationListRow>({
    resource: 'legislation',
    pagination: { pageSize: 25 },
    meta: { query: { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('legislation', counted);
  const page = list.data as { data: LegislationListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  const change = (patch: Partial<LegislationQuery>) =>
    navigate(addressOf({ ...query, after: null, before: null, ...patch }), { replace: true });
  const isNarrowed = query.search !== '' || query.kind.length > 0 || query.state.length > 0 || query.cited;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.legislation')} />
        <div className="page-acts">
          <Link to="/answers">{t('answers.title')}</Link>
          {mayEdit && (
            <>
              <Button onClick={() => navigate('/legislation/import')}>{t('law.import')}</Button>
              <Button onClick={() => navigate('/legislation/create')}>{t('law.new')}</Button>
            </>
          )}
        </div>
      </div>
      <div className="filters filters-line award-filters">
        <SearchField label={t('law.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('law.kind')}
          placeholder={t('law.kind')}
          mode="multiple"
          showSearch={false}
          value={query.kind}
          options={legislationKinds.map((kind) => ({ value: kind, label: t(`legislation.${kind}`) }))}
          onChange={(kind: LegislationKind[]) => change({ kind })}
        />
        <Select
          aria-label={t('law.state')}
          placeholder={t('law.state')}
          mode="multiple"
          showSearch={false}
          value={query.state}
          options={legislationStates.map((state) => ({ value: state, label: t(`law.state.${state}`) }))}
          onChange={(state: LegislationState[]) => change({ state })}
        />
        <label className="check">
          <input type="checkbox" checked={query.cited} onChange={({ target }) => change({ cited: target.checked })} />
          <span>{t('law.cited_only')}</span>
        </label>
      </div>
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={6} />
      ) : rows.length === 0 ? (
        <p className="empty">{t(isNarrowed ? 'law.empty_search' : 'legislation.empty')}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <LegislationLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={rows?.length ?? 0}
        previous={page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null}
        next={page?.next ? addressOf({ ...query, after: page.next, before: null }) : null}
        exported={{ list: 'legislation', query: counted, address: addressOf({ ...query, after: null, before: null }) }}
      />
    </div>
  );
}

function LegislationLine({ row }: { row: LegislationListRow }) {
  const { t, tn, format } = useWords();
  const { law } = useLawWords();
  const isOther = row.state === 'amended' || row.state === 'repealed';
  return (
    <li className="row" id={`file-${row.file_number}`}>
      <div className="row-main">
        <Link to={`/legislation/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">
          {[
            law(row),
            row.passed_on ? t('legislation.passed', { date: format.dateWithYear(row.passed_on) }) : null,
            row.cards > 0 ? tn('law.cards', row.cards) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {row.summary && <p className="secondary">{row.summary}</p>}
      </div>
      <div className="row-side">
        <Tag tone={lawTones[row.state]}>
          {isOther && row.amended_by
            ? t(`law.by.${row.state as 'amended' | 'repealed'}`, { number: row.amended_by })
            : t(`law.state.${row.state}`)}
        </Tag>
      </div>
    </li>
  );
}
