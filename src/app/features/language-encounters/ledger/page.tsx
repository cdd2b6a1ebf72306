import '../../../styles/language.css';
import '../../../styles/reach.css';
import { useCustom } from '@refinedev/core';
import { Link, useSearchParams } from 'react-router';
import type { Mode, UnmetReason } from '../../../../domain/language-encounters/encounter.ts';
import { modes } from '../../../../domain/language-encounters/encounter.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { useEncounterWords, useWaitWords } from '../../../shared/encounters/encounter-words.ts';
import { PartsNav } from '../parts-nav.tsx';

type Sums = {
  count: number;
  served: number;
  partial: number;
  declined: number;
  failed: number;
  share: number | null;
  qualified: number;
  family: number;
  minors: number;
  median_wait_seconds: number | null;
  minutes: number;
  cost_cents: number;
  office: number;
};
type Ledger = {
  all: Sums;
  by_language: (Sums & { language: string })[];
  by_mode: (Sums & { mode: Mode })[];
  cells: (Sums & { language: string; mode: Mode })[];
  reasons: { reason: UnmetReason; count: number }[];
  tests: Sums;
  translations: { documents: number; vital: number; words: number; cost_cents: number };
  qualified: { label: string; meaning: string };
};

/** Did they get what they asked for? By language and by mode; test calls apart. */
export function LanguageLedger() {
  const { t, tn, format } = useWords();
  const [params, setParams] = useSearchParams();
  const today = useToday();
  const from = params.get('from') ?? `${today.slice(0, 4)}-01-01`;
  const to = params.get('to') ?? today;
  const { query } = useCustom<Ledger>({
    url: 'language_ledger',
    method: 'post',
    config: { payload: { p_query: { filters: { occurred: { ...(from ? { from } : {}), ...(to ? { to } : {}) } } } } },
    errorNotification: false,
    queryOptions: { meta: { live: ['language_encounters', 'interpreter_invoice_lines', 'translation_requests'] } },
  });
  const ledger = query.data?.data;
  const set = (name: 'from' | 'to', value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('ledger.title')} />
      </div>
      <PartsNav />
      <div className="filters filters-line language-filters">
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="check">
            {t(`encounters.${name}`)}
            <input type="date" className="native" value={name === 'from' ? from : to} onChange={({ target }) => set(name, target.value)} />
          </label>
        ))}
      </div>
      {query.error ? (
        <Refused error={query.error} onRetry={() => void query.refetch()} />
      ) : !ledger ? (
        <RowSkeleton rows={6} />
      ) : (
        <>
          <p className="page-lead">
            {ledger.all.count === 0
              ? t('ledger.none')
              : [
                  tn('ledger.count', ledger.all.count, { count: format.number(ledger.all.count) }),
                  ledger.all.share !== null && t('ledger.share', { percent: format.number(Math.round(ledger.all.share * 100)) }),
                  tn('ledger.unmet', ledger.all.partial + ledger.all.failed, {
                    count: format.number(ledger.all.partial + ledger.all.failed),
                  }),
                  tn('ledger.qualified', ledger.all.qualified, {
                    count: format.number(ledger.all.qualified),
                    label: ledger.qualified.label,
                  }),
                  ledger.all.minors > 0 && tn('ledger.minors', ledger.all.minors, { count: format.number(ledger.all.minors) }),
                  ledger.all.office > 0 && tn('ledger.office', ledger.all.office, { count: format.number(ledger.all.office) }),
                ]
                  .filter(Boolean)
                  .join(' ')}
          </p>
          {ledger.all.count > 0 && (
            <>
              <Groups heading={t('ledger.by_language')} kind="language" groups={ledger.by_language} from={from} to={to} />
              <Groups heading={t('ledger.by_mode')} kind="mode" groups={ledger.by_mode} from={from} to={to} />
              <Cells ledger={ledger} from={from} to={to} />
            </>
          )}
          {ledger.reasons.length > 0 && (
            <>
              <h2 className="list-heading">{t('ledger.reasons')}</h2>
              <ul className="ledger-reasons">
                {ledger.reasons.map(({ reason, count }) => (
                  <li key={reason}>{`${t(`encounter.reason.${reason}`)}: ${format.number(count)}`}</li>
                ))}
              </ul>
            </>
          )}
          <h2 className="list-heading">{t('ledger.apart')}</h2>
          <p className="ledger-apart">
            {tn('ledger.documents', ledger.translations.documents, {
              count: format.number(ledger.translations.documents),
              words: format.number(ledger.translations.words),
            })}{' '}
            <Link to="/language-encounters/translations?tab=done">{t('language.translations')}</Link>
          </p>
          <p className="ledger-apart">
            {tn('ledger.tests', ledger.tests.count, {
              count: format.number(ledger.tests.count),
              served: format.number(ledger.tests.served),
            })}{' '}
            <Link to="/language-encounters?tab=tests">{t('encounters.tab_tests')}</Link>
          </p>
          <p className="secondary">{t('ledger.meaning', { label: ledger.qualified.label, meaning: ledger.qualified.meaning })}</p>
        </>
      )}
    </div>
  );
}

type Span = { from: string; to: string };
const listOf = (filters: Record<string, string>) => `/language-encounters?${new URLSearchParams(filters)}`;

function Groups({
  heading,
  kind,
  groups,
  from,
  to,
}: Span & { heading: string; kind: 'language' | 'mode'; groups: (Sums & { language?: string; mode?: Mode })[] }) {
  const { t, format } = useWords();
  const { languageName } = useEncounterWords();
  const wait = useWaitWords();
  return (
    <>
      <h2 className="list-heading">{heading}</h2>
      <ScrollRegion label={heading}>
        <table className="reach-table">
          <thead>
            <tr>
              {([kind, 'count', 'served', 'partial', 'failed', 'declined', 'share', 'wait', 'minutes', 'cost'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`ledger.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((one) => {
              const key = one.language ?? one.mode ?? '';
              return (
                <tr key={key}>
                  <th scope="row">{one.mode ? t(`encounter.mode.${one.mode}`) : languageName(key)}</th>
                  <td>
                    <Link to={listOf({ [kind]: key, from, to })}>{format.number(one.count)}</Link>
                  </td>
                  <td>{format.number(one.served)}</td>
                  <td>{format.number(one.partial)}</td>
                  <td className={one.failed > 0 ? 'late' : undefined}>{format.number(one.failed)}</td>
                  <td>{format.number(one.declined)}</td>
                  <td>{one.share === null ? '–' : `${format.number(Math.round(one.share * 100))} %`}</td>
                  <td>{one.median_wait_seconds === null ? '–' : wait(one.median_wait_seconds)}</td>
                  <td>{format.number(Math.round(one.minutes))}</td>
                  <td>{one.cost_cents === 0 ? '–' : format.money(one.cost_cents)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

/** Each language in each mode: who got all of what they asked for, of those who wanted help. */
function Cells({ ledger, from, to }: Span & { ledger: Ledger }) {
  const { t, format } = useWords();
  const { languageName } = useEncounterWords();
  const used = modes.filter((mode) => ledger.by_mode.some((one) => one.mode === mode));
  return (
    <>
      <h2 className="list-heading">{t('ledger.cells')}</h2>
      <p className="secondary">{t('ledger.cells_lead')}</p>
      <ScrollRegion label={t('ledger.cells')}>
        <table className="reach-table">
          <thead>
            <tr>
              <th scope="col">{t('ledger.column.language')}</th>
              {used.map((mode) => (
                <th key={mode} scope="col">
                  {t(`encounter.mode.${mode}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledger.by_language.map(({ language }) => (
              <tr key={language}>
                <th scope="row">{languageName(language)}</th>
                {used.map((mode) => {
                  const cell = ledger.cells.find((one) => one.language === language && one.mode === mode);
                  return (
                    <td key={mode}>
                      {cell ? (
                        <Link to={listOf({ language, mode, from, to })}>
                          {t('ledger.cell', { served: format.number(cell.served), wanted: format.number(cell.count - cell.declined) })}
                        </Link>
                      ) : (
                        '–'
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
