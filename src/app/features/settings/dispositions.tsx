import '../../styles/people.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { DisposableKind, Disposition, DispositionRequest, Dispositions } from '../../../domain/residents/dispositions.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { DueRecords } from './due-records.tsx';
import { pageOf, recordKinds } from './record-kinds.ts';
import { SettingsPage } from './settings-page.tsx';

const touched = [
  'dispositions',
  'disposition_requests',
  'residents',
  'inquiries',
  'events',
  'campaigns',
  'retention_rules',
  'legal_holds',
] as const;

/** What is past its time, what somebody asked to dispose of, and what went. */
export function DispositionSettings() {
  const { t } = useWords();
  const mayOpen = useAllowed('legal_holds', 'edit');
  return (
    <SettingsPage title={t('dispositions.title')} lead={t('dispositions.lead')} reason={mayOpen ? null : t('dispositions.not_allowed')}>
      {mayOpen && <Overview />}
    </SettingsPage>
  );
}

function Overview() {
  const { t, format, tn } = useWords();
  const { query } = useCustom<Dispositions>({
    url: 'list_due_dispositions',
    method: 'post',
    config: { payload: {} },
    errorNotification: false,
    queryOptions: { meta: { live: [...touched] } },
  });
  const all = query.data?.data;
  const nameOf = (kind: DisposableKind) => t(recordKinds[kind]?.name ?? 'settings.kind');
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!all?.kinds) return <RowSkeleton rows={6} />;
  return (
    <div className="dispositions">
      {all.requests.length > 0 && (
        <section aria-labelledby="disposition-requests">
          <h2 id="disposition-requests">{t('dispositions.requests')}</h2>
          <ul className="pairs">
            {all.requests.map((one) => (
              <Request key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {all.kinds.map((kind) => (
        <section key={kind.kind} aria-labelledby={`due-${kind.kind}`}>
          <h2 id={`due-${kind.kind}`}>{nameOf(kind.kind)}</h2>
          <p className="secondary">
            {kind.years === null ? t('settings.for_ever') : tn('settings.years', kind.years)} · {kind.reason}
          </p>
          <DueRecords kind={kind} />
        </section>
      ))}
      <section aria-labelledby="disposition-log">
        <h2 id="disposition-log">{t('dispositions.log')}</h2>
        {all.log.length === 0 && <p className="secondary">{t('dispositions.log_empty')}</p>}
        <ul className="pairs">
          {all.log.map((one) => (
            <li key={one.id} className="due-line">
              <div>
                <Went one={one} />
                <p className="secondary">
                  {[
                    format.instant(one.created_at),
                    one.disposed_name,
                    one.confirmed_name && t('dispositions.confirmed', { name: one.confirmed_name }),
                    one.rule_years !== null && tn('settings.years', one.rule_years),
                    one.reason,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Went({ one }: { one: Disposition }) {
  const { t } = useWords();
  const page = pageOf(one.kind, one.record_id);
  const words = t(one.kind === 'residents' || one.kind === 'inquiries' ? `dispositions.act.${one.act}` : `dispositions.act_${one.kind}`);
  return page ? <Link to={page}>{words}</Link> : words;
}

function Request({ one }: { one: DispositionRequest }) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useActs(touched);
  const settle = (p_is_confirmed: boolean) =>
    acts.rpc<number>('settle_disposition', { p_id: one.id, p_is_confirmed }, ({ answer }) =>
      done(p_is_confirmed ? tn('dispositions.done', Number(answer)) : t('dispositions.withdrawn')),
    );
  return (
    <li className="due-line">
      <div>
        <b>{tn(`dispositions.of_${one.kind}`, one.count)}</b>
        <p className="secondary">{[format.instant(one.asked_at), one.asked_name, one.reason].filter(Boolean).join(' · ')}</p>
        {one.is_mine && <p className="secondary">{t('dispositions.second')}</p>}
        <RefusedLine error={acts.error} />
      </div>
      <div className="pair-acts">
        <Button onClick={() => void settle(false)} disabled={acts.isWorking}>
          {t('dispositions.withdraw')}
        </Button>
        {!one.is_mine && (
          <Button danger type="primary" onClick={() => void settle(true)} loading={acts.isWorking}>
            {t('dispositions.confirm')}
          </Button>
        )}
      </div>
    </li>
  );
}
