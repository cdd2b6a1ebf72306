import { useInvalidate, useList, useOne, useUpdate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FeedRun } from '../../../../domain/service-requests/request.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { FileChoice } from '../../../shared/imports/file-choice.tsx';
import { FeedLag } from '../../../shared/service-requests/lag.tsx';
import { RunLine } from './run.tsx';

type Own = { id: number; fetches_service_requests: boolean; service_requests_address: string };

/** Reads the city's 311 open data in: a saved file, or the published address; and says how each reading went. */
export function ServiceRequestFeed() {
  const { t } = useWords();
  const mayImport = useAllowed('service_requests', 'import');
  const { query } = useOne<Own>({ resource: 'settings', id: 1, errorNotification: false });
  const { query: runs } = useList<FeedRun>({
    resource: 'feed_runs',
    sorters: [{ field: 'started_at', order: 'desc' }],
    pagination: { pageSize: 20 },
    meta: { paged: true },
    errorNotification: false,
  });
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/service-requests">{t('service_request.back')}</Link>
      </p>
      <PageTitle title={t('feed.title')} />
      <FeedLag />
      {mayImport ? (
        <Take own={query.data?.data ?? null} isRunning={runs.data?.data.some(({ status }) => status === 'running') ?? false} />
      ) : (
        <p>{t('feed.not_allowed')}</p>
      )}
      <section>
        <h2>{t('feed.runs')}</h2>
        {!runs.data ? (
          <RowSkeleton rows={3} />
        ) : runs.data.data.length === 0 ? (
          <p className="secondary">{t('feed.no_runs')}</p>
        ) : (
          <ul className="rows">
            {runs.data.data.map((run) => (
              <RunLine key={run.id} run={run} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Take({ own, isRunning }: { own: Own | null; isRunning: boolean }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  async function send(name: string, path: string, init: RequestInit) {
    setSending(name);
    setError(null);
    try {
      await askServer(connection, path, { method: 'POST', ...init });
      await Promise.all([
        ...['feed_runs', 'service_requests'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
        queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes('feed_runs') }),
      ]);
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(null);
    }
  }
  return (
    <section className="import">
      <p className="secondary">{t('feed.lead')}</p>
      <div className="form-foot">
        <FileChoice
          label={t('feed.choose')}
          accept=".json,.csv,application/json,text/csv"
          isWorking={sending !== null}
          disabled={isRunning}
          onFile={(file) => {
            const headers = { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) };
            void send(file.name, '/service-requests/import', { body: file, headers });
          }}
        />
        {own?.fetches_service_requests && (
          <Button disabled={sending !== null || isRunning} onClick={() => void send('', '/service-requests/fetch', {})}>
            {t('feed.fetch')}
          </Button>
        )}
      </div>
      {sending && (
        <p className="secondary" aria-live="polite">
          {t('feed.sending', { name: sending })}
        </p>
      )}
      <RefusedLine error={error} />
      <Permission own={own} />
    </section>
  );
}

/** Whether the server may read the published address itself: an administrator says so, here. */
function Permission({ own }: { own: Own | null }) {
  const { t } = useWords();
  const mayEdit = useAllowed('settings', 'edit');
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const { mutateAsync: update, mutation } = useUpdate();
  if (!own) return null;
  const host = new URL(own.service_requests_address).host;
  if (!mayEdit) return own.fetches_service_requests ? null : <p className="secondary">{t('feed.fetch_off', { host })}</p>;
  async function set(fetches_service_requests: boolean) {
    const act = nameAct();
    const quiet = { successNotification: false, errorNotification: false } as const;
    await update({ resource: 'settings', id: 1, values: { fetches_service_requests }, meta: { act }, invalidates: [], ...quiet });
    done(t(fetches_service_requests ? 'feed.fetch_allowed' : 'feed.fetch_refused', { host }), { undo: act });
    await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
  }
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={own.fetches_service_requests}
          disabled={mutation.isPending}
          onChange={({ target }) => void set(target.checked).catch(() => undefined)}
        />
        {t('feed.fetch_allow', { host })}
      </label>
      <RefusedLine error={mutation.error} />
    </>
  );
}
