import '../../../styles/language.css';
import { useCustom, useList } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { InvoiceLineRow, InvoiceSums } from '../../../../domain/language-encounters/invoice.ts';
import { type Cursor, readCursor } from '../../../../domain/shared/cursor.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Pager } from '../../../shared/components/pager.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { formatCount } from '../../../shared/format.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';
import { PartsNav } from '../parts-nav.tsx';

const MatchDialog = lazy(async () => ({ default: (await import('./match-dialog.tsx')).MatchDialog }));
const states = ['unmatched', 'matched', 'dismissed'] as const;
type State = (typeof states)[number];

/** What interpreters billed: the lines that lie beside no encounter first, then invoice by invoice. */
export function InvoicePage() {
  const { t, tn, format } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const mayTake = useAllowed('interpreter_invoices', 'import');
  const invoice = params.get('invoice');
  const wanted = states.find((one) => one === params.get('state'));
  const state: State = wanted ?? (invoice ? 'matched' : 'unmatched');
  const sums = useCustom<InvoiceSums[]>({
    url: 'interpreter_invoice_sums',
    method: 'post',
    errorNotification: false,
    queryOptions: { meta: { live: ['interpreter_invoices', 'interpreter_invoice_lines'] } },
  }).query;
  const shown = sums.data?.data.find(({ id }) => id === invoice);
  const filtersOf = (one: State) => ({ filters: { state: one, ...(invoice ? { invoice: [invoice] } : {}) } });
  const addressOf = (one: State, cursor: Record<string, string> = {}) =>
    `/language-encounters/invoices?${new URLSearchParams({ ...(invoice ? { invoice } : {}), state: one, ...cursor })}`;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('invoices.title')} />
        <div className="page-acts">
          {mayTake && <Button onClick={() => navigate('/language-encounters/invoices/new')}>{t('invoices.take')}</Button>}
        </div>
      </div>
      <PartsNav />
      {!mayTake && <p className="secondary">{t('invoices.read_only')}</p>}
      {shown && (
        <p className="page-lead">
          {t('invoices.of', { vendor: shown.vendor_name, number: shown.invoice_number, amount: format.cents(shown.cost_cents) })}{' '}
          <Link to="/language-encounters/invoices">{t('invoices.all')}</Link>
        </p>
      )}
      <nav className="tabs" aria-label={t('invoices.lines')}>
        <ul>
          {states.map((one) => (
            <li key={one}>
              <Link to={addressOf(one)} replace aria-current={one === state ? 'page' : undefined}>
                {t(`invoices.state.${one}`)}
                <StateCount query={filtersOf(one)} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Lines
        key={`${state}${invoice}`}
        state={state}
        query={filtersOf(state)}
        addressOf={(cursor) => addressOf(state, cursor)}
        mayChange={mayTake}
      />
      {sums.error && <Refused error={sums.error} onRetry={() => void sums.refetch()} />}
      {sums.data && sums.data.data.length > 0 && !invoice && (
        <>
          <h2 className="list-heading">{t('invoices.heading')}</h2>
          <ul className="rows">
            {sums.data.data.map((one) => (
              <li key={one.id} className="row">
                <div className="row-main">
                  <Link
                    className="row-title"
                    to={`/language-encounters/invoices?${new URLSearchParams({ invoice: one.id, state: one.unmatched > 0 ? 'unmatched' : 'matched' })}`}
                  >
                    {`${one.vendor_name} · ${one.invoice_number}`}
                  </Link>
                  <p className="secondary">
                    {[
                      one.invoiced_on && format.dateWithYear(one.invoiced_on),
                      tn('invoices.line_count', one.lines, { count: format.number(one.lines) }),
                      one.unmatched > 0 && tn('invoices.unmatched_count', one.unmatched, { count: format.number(one.unmatched) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <div className="row-end">{format.cents(one.cost_cents)}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function StateCount({ query }: { query: Record<string, unknown> }) {
  const { format } = useWords();
  const count = useCount('interpreter_invoice_lines', query);
  return <span className="tab-count">{count === null ? '' : formatCount(count, format)}</span>;
}

type LinesProps = {
  state: State;
  query: Record<string, unknown>;
  addressOf: (cursor: Record<string, string>) => string;
  mayChange: boolean;
};

function Lines({ state, query, addressOf, mayChange }: LinesProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const [params] = useSearchParams();
  const acts = useLanguageActs();
  const [matching, setMatching] = useState<InvoiceLineRow | null>(null);
  const [after, before] = [readCursor(params.get('after')), readCursor(params.get('before'))];
  const { query: list } = useList<InvoiceLineRow>({
    resource: 'interpreter_invoice_lines',
    pagination: { pageSize: 25 },
    meta: { query: { ...query, ...(after ? { after } : {}), ...(before ? { before } : {}) } },
    errorNotification: false,
  });
  const count = useCount('interpreter_invoice_lines', query);
  const page = list.data as { data: InvoiceLineRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const take = (line: InvoiceLineRow) =>
    acts.rpc('match_invoice_line', { p_line: line.id }, ({ act }) => done(t('invoices.taken_away'), { undo: act }));
  const reopen = (line: InvoiceLineRow) =>
    acts.rpc('dismiss_invoice_line', { p_line: line.id, p_note: '' }, ({ act }) => done(t('invoices.reopened'), { undo: act }));
  if (list.error) return <Refused error={list.error} onRetry={() => void list.refetch()} />;
  if (!page) return <RowSkeleton rows={4} />;
  if (page.data.length === 0) return <p className="empty">{t(`invoices.empty_${state}`)}</p>;
  return (
    <>
      <RefusedLine error={acts.error} />
      <ul className="rows">
        {page.data.map((line) => (
          <LineRow key={line.id} line={line}>
            {mayChange && state === 'unmatched' && (
              <button type="button" className="link" onClick={() => setMatching(line)}>
                {t('invoices.match')}
              </button>
            )}
            {mayChange && state === 'matched' && (
              <button type="button" className="link" disabled={acts.isWorking} onClick={() => void take(line)}>
                {t('invoices.take_away')}
              </button>
            )}
            {mayChange && state === 'dismissed' && (
              <button type="button" className="link" disabled={acts.isWorking} onClick={() => void reopen(line)}>
                {t('invoices.reopen')}
              </button>
            )}
          </LineRow>
        ))}
      </ul>
      <Pager
        count={count}
        shown={page.data.length}
        previous={page.previous ? addressOf({ before: JSON.stringify(page.previous) }) : null}
        next={page.next ? addressOf({ after: JSON.stringify(page.next) }) : null}
        exported={{ list: 'interpreter_invoice_lines', query, address: addressOf({}) }}
      />
      {matching && (
        <Suspense>
          <MatchDialog line={matching} onClose={() => setMatching(null)} />
        </Suspense>
      )}
    </>
  );
}

function LineRow({ line, children }: { line: InvoiceLineRow; children: ReactNode }) {
  const { t, format } = useWords();
  const { languageName } = useEncounterWords();
  return (
    <li className="row">
      <div className="row-main">
        <p className="row-title">
          {[format.instant(line.occurred_at), line.language ? languageName(line.language) : line.language_text].join(' · ')}
        </p>
        <p className="secondary">
          {[
            `${line.vendor_name} ${line.invoice_number}`,
            t('encounter.minutes', { count: format.decimal(line.minutes) }),
            line.interpreter_number && t('invoices.interpreter', { number: line.interpreter_number }),
            line.confirmation_number,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {line.unmatched_note && <p className="row-facts">{line.unmatched_note}</p>}
        {line.encounter_id && line.encounter_at && (
          <p className="row-facts">
            <Link to={`/language-encounters/${line.encounter_id}`}>
              {t('invoices.bills', {
                when: format.instant(line.encounter_at),
                what: [
                  line.encounter_language && languageName(line.encounter_language),
                  line.encounter_mode && t(`encounter.mode.${line.encounter_mode}`),
                ]
                  .filter(Boolean)
                  .join(' · '),
              })}
            </Link>
          </p>
        )}
      </div>
      <div className="row-end">
        <span>{format.cents(line.cost_cents)}</span>
        {children}
      </div>
    </li>
  );
}
