import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/language.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { EncounterFacts } from '../../../domain/language-encounters/encounter.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { outcomeTones, useEncounterWords, useWaitWords } from '../../shared/encounters/encounter-words.ts';
import { useInterpreters, useLanguageActs } from '../../shared/encounters/use-encounters.ts';
import { RecordHistory } from '../../shared/history/record-history.tsx';

const RecordCredits = lazy(async () => ({ default: (await import('../../shared/credits/record-credits.tsx')).RecordCredits }));
const EncounterDialog = lazy(async () => ({ default: (await import('../../shared/encounters/encounter-dialog.tsx')).EncounterDialog }));

/** One encounter. */
export function EncounterShow() {
  const { id = '' } = useParams();
  const { query } = useCustom<EncounterFacts>({
    url: 'encounter_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['language_encounters', 'interpreter_invoice_lines'] } },
  });
  const facts = query.data?.data;
  if (query.error && !facts) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={facts} />;
}

function Record({ facts }: { facts: EncounterFacts }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const words = useEncounterWords();
  const acts = useLanguageActs();
  const label = useInterpreters()?.qualified.label ?? '';
  const mayEdit = useAllowed('language_encounters', 'edit');
  const [isEditing, setEditing] = useState(false);
  const { encounter: one } = facts;
  const title = words.title(one);
  const follow = () =>
    acts.rpc('save_encounter', { p_encounter: { is_followed_up: true }, p_id: facts.id, p_version: one.version }, ({ act }) =>
      done(t('encounter.follow_up_saved'), { undo: act }),
    );
  return (
    <article className="award-record" aria-label={title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/language-encounters">{t('encounter.back')}</Link>
        </p>
        <PageTitle title={title} />
        <p className="record-tags">
          <Tag tone={outcomeTones[one.outcome]}>{words.outcome(one.outcome, one.unmet_reason)}</Tag>
          {label && (
            <Tag tone={facts.is_qualified ? 'green' : 'plain'}>
              {t(facts.is_qualified ? 'encounter.is_qualified' : 'encounter.not_qualified', { label })}
            </Tag>
          )}
          {one.used_family && <Tag tone="amber">{t(one.used_minor ? 'encounters.minor' : 'encounters.family')}</Tag>}
          {one.is_test && <Tag tone="violet">{t('encounters.test')}</Tag>}
        </p>
        {one.asked_for && <p className="event-sentence">{one.asked_for}</p>}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          {mayEdit ? (
            <Button onClick={() => setEditing(true)}>{t('encounter.edit')}</Button>
          ) : (
            <p className="secondary">{t('encounter.read_only')}</p>
          )}
          {mayEdit && one.follow_up_on && !one.followed_up_at && (
            <Button loading={acts.isWorking} onClick={() => void follow()}>
              {t('encounter.follow_up_done')}
            </Button>
          )}
          {!isEditing && <RefusedLine error={acts.error} />}
        </div>
        <section className="event-story" aria-label={title}>
          {one.follow_up_on && (
            <p className={one.followed_up_at ? 'secondary' : 'notice notice-amber'}>
              {one.followed_up_at
                ? `${t('encounter.followed_up')}: ${format.instant(one.followed_up_at)}`
                : t('encounters.follow_up_on', { day: format.dateWithYear(one.follow_up_on) })}
            </p>
          )}
          {one.unmet_note && <p className="lines">{one.unmet_note}</p>}
          <Suspense>
            <RecordCredits table="language_encounters" id={facts.id} />
          </Suspense>
          <RecordHistory table="language_encounters" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
      {isEditing && (
        <Suspense>
          <EncounterDialog facts={facts} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </article>
  );
}

function FactList({ facts }: { facts: EncounterFacts }) {
  const { t, format } = useWords();
  const wait = useWaitWords();
  const { encounter: one, line } = facts;
  const none = t('encounter.not_noted');
  const cost = line?.cost_cents ?? one.cost_cents;
  return (
    <dl className="facts">
      <Fact label={t('encounter.when')}>{format.instant(one.occurred_at)}</Fact>
      <Fact label={t('encounter.record')}>
        {facts.inquiry ? (
          <Link to={`/inquiries/${facts.inquiry.id}`}>{`${facts.inquiry.number} · ${facts.inquiry.subject}`}</Link>
        ) : facts.event ? (
          <Link to={`/events/${facts.event.id}`}>{facts.event.title}</Link>
        ) : facts.referral ? (
          <Link to={`/referrals/${facts.referral.id}`}>{t('encounters.of_referral', { number: facts.referral.number })}</Link>
        ) : (
          t('encounter.no_record')
        )}
      </Fact>
      {facts.resident && (
        <Fact label={t('encounter.resident')}>
          <Link to={`/residents/${facts.resident.id}`}>{facts.resident.name}</Link>
        </Fact>
      )}
      {facts.district && <Fact label={t('field.district_id')}>{facts.district.name}</Fact>}
      <Fact label={t('encounter.identified')}>{t(`encounter.identified.${one.identified_by}`)}</Fact>
      <Fact label={t('encounter.vendor')}>
        {facts.vendor?.name ?? facts.interpreter?.name ?? none}
        {one.interpreter_number && <span className="secondary fact-more">{one.interpreter_number}</span>}
      </Fact>
      <Fact label={t('encounter.confirmation')}>{one.confirmation_number ?? none}</Fact>
      <Fact label={t('encounter.waited_label')}>{one.wait_seconds === null ? none : wait(one.wait_seconds)}</Fact>
      <Fact label={t('encounter.lasted')}>
        {one.duration_minutes === null ? none : t('encounter.minutes', { count: format.number(one.duration_minutes) })}
      </Fact>
      <Fact label={t('encounter.cost')}>
        {cost === null ? none : format.money(cost)}
        {line && (
          <span className="fact-more">
            <Link to={`/language-encounters/invoices?invoice=${line.invoice_id}`}>
              {t('encounter.invoiced', { number: line.invoice_number })}
            </Link>
          </span>
        )}
      </Fact>
      {one.words !== null && <Fact label={t('encounter.words')}>{format.number(one.words)}</Fact>}
      <Fact label={t('encounter.staff')}>{facts.staff?.name ?? none}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
