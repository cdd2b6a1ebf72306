import { useList } from '@refinedev/core';
import { Button, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { type Cursor, readCursor } from '../../../domain/shared/cursor.ts';
import { isAtLeast } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';
import { fetchExport } from '../../shared/exports/fetch-export.ts';
import { exportLists, listName } from '../../shared/exports/lists.ts';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import { useWork } from '../../shared/hooks/use-work.ts';
import { SettingsPage } from './settings-page.tsx';

type ExportRow = {
  id: string;
  list: string;
  format: 'csv' | 'xlsx';
  purpose: string;
  address: string;
  state: 'direct' | 'waiting' | 'making' | 'ready' | 'gone' | 'failed';
  rows: number;
  created_at: string;
  finished_at: string | null;
  keep_until: string | null;
  fetches: number;
  asked_name: string | null;
  is_mine: boolean;
  headings: string[] | null;
};

const tones: Record<Exclude<ExportRow['state'], 'direct'>, Tone> = {
  waiting: 'plain',
  making: 'river',
  ready: 'green',
  gone: 'plain',
  failed: 'brick',
};

/** Who took which list away, and what for; and the files that are ready to be fetched. */
export function ExportSettings() {
  const { t } = useWords();
  const leads = isAtLeast(useOffice().me.role, 'manager');
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const which = params.get('list') ?? '';
  const [after, before] = [readCursor(params.get('after')), readCursor(params.get('before'))];
  const counted = { ...(search ? { search } : {}), filters: which ? { list: [which] } : {} };
  const { query: list } = useList<ExportRow>({
    resource: 'exports',
    pagination: { pageSize: 25 },
    meta: { query: { ...counted, ...(after ? { after } : {}), ...(before ? { before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('exports', counted);
  const page = list.data as { data: ExportRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const addressOf = (patch: Record<string, string>) =>
    new URLSearchParams(Object.entries({ q: search, list: which, ...patch }).filter(([, value]) => value)).toString();
  const pageOf = (name: 'after' | 'before', cursor: Cursor | null | undefined) =>
    cursor ? `/settings/exports?${addressOf({ [name]: JSON.stringify(cursor) })}` : null;
  return (
    <SettingsPage title={t('exports.log')} lead={t('exports.lead')} reason={leads ? null : t('exports.own')}>
      <div className="filters filters-line">
        <SearchField label={t('exports.search')} value={search} onChange={(q) => setParams(addressOf({ q }), { replace: true })} />
        <Select
          aria-label={t('exports.which')}
          placeholder={t('exports.which')}
          className="filters-sort"
          allowClear
          showSearch={false}
          value={exportLists.find((one) => one === which) ?? null}
          options={exportLists.map((value) => ({ value, label: listName(value, t) }))}
          onChange={(value) => setParams(addressOf({ list: value ?? '' }), { replace: true })}
        />
      </div>
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : !page ? (
        <RowSkeleton rows={6} />
      ) : page.data.length === 0 ? (
        <div className="empty">
          <p>{t(search || which ? 'exports.empty_found' : 'exports.empty')}</p>
        </div>
      ) : (
        <ul className="rows">
          {page.data.map((row) => (
            <ExportLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={page?.data.length ?? 0}
        previous={pageOf('before', page?.previous)}
        next={pageOf('after', page?.next)}
        exported={{ list: 'exports', query: counted, address: `/settings/exports?${addressOf({})}` }}
      />
    </SettingsPage>
  );
}

function ExportLine({ row }: { row: ExportRow }) {
  const { t, tn, format } = useWords();
  const { connection } = useOffice();
  const { error, isWorking, run } = useWork();
  const name = t('exports.line', { list: listName(row.list, t), format: row.format.toUpperCase() });
  const isUnderWay = row.state === 'waiting' || row.state === 'making';
  const counted =
    row.state === 'direct' && !row.finished_at
      ? t('exports.not_fetched')
      : tn(isUnderWay ? 'exports.rows_so_far' : 'exports.rows', row.rows, { count: format.number(row.rows) });
  return (
    <li className="row">
      <div className="row-main">
        <Link to={row.address || `/${row.list}`} className="row-title">
          {name}
        </Link>
        <p>{row.purpose}</p>
        <p className="secondary row-facts">
          {[
            row.asked_name,
            format.instant(row.created_at),
            counted,
            row.state === 'ready' && row.keep_until && t('exports.kept_until', { date: format.instant(row.keep_until) }),
            row.fetches > 0 && tn('exports.fetched', row.fetches),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {row.headings && <p className="secondary row-facts">{t('exports.columns', { columns: row.headings.join(', ') })}</p>}
        <RefusedLine error={error} />
      </div>
      <div className="row-end">
        {row.state !== 'direct' && <Tag tone={tones[row.state]}>{t(`exports.state_${row.state}`)}</Tag>}
        {row.state === 'ready' && row.is_mine && (
          <Button
            size="small"
            loading={isWorking}
            aria-label={t('exports.fetch_of', { name })}
            onClick={() => void run(() => fetchExport(connection, row.id))}
          >
            {t('exports.fetch')}
          </Button>
        )}
      </div>
    </li>
  );
}
