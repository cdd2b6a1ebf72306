import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ApplicationFacts } from '../../../domain/applications/application.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ApplicationDialog } from '../../shared/applications/application-dialog.tsx';
import { applicationTones } from '../../shared/applications/use-applications.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';

/** One application: to what, for whom, how far it is, and what came of it. */
export function ApplicationShow() {
  const { id = '' } = useParams();
  const { query } = useCustom<ApplicationFacts>({
    url: 'application_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['applications', 'programs'] } },
  });
  const facts = query.data?.data ?? null;
  if (query.error && !facts) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={facts} />;
}

function Record({ facts }: { facts: ApplicationFacts }) {
  const { t } = useWords();
  const mayEdit = useAllowed('applications', 'edit');
  const [isChanging, setChanging] = useState(false);
  const { application: one, program } = facts;
  return (
    <article className="award-record" aria-label={program.name}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/applications">{t('application.title')}</Link>
        </p>
        <PageTitle title={program.name} />
        <p className="record-tags">
          <Tag tone={applicationTones[one.status]}>{t(`application.status.${one.status}`)}</Tag>
          <Tag tone="plain">§ {one.primary_section}</Tag>
        </p>
        <p className="event-sentence">{useSentence(facts)}</p>
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          {mayEdit ? (
            <Button type="primary" onClick={() => setChanging(true)}>
              {t('application.change')}
            </Button>
          ) : (
            <p className="secondary">{t('application.read_only')}</p>
          )}
        </div>
        <section className="event-story" aria-label={t('application.story')}>
          {one.note && <p className="lines">{one.note}</p>}
          <RecordHistory table="applications" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
      {isChanging && (
        <ApplicationDialog
          application={{ ...one, id: facts.id, program: { id: program.id, name: program.name } }}
          onClose={() => setChanging(false)}
        />
      )}
    </article>
  );
}

/** How it stands, in a sentence. */
function useSentence({ application: one }: ApplicationFacts): string {
  const { t, format } = useWords();
  const day = (date: string | null) => (date ? format.dateWithYear(date) : '');
  if (one.status === 'approved') {
    return one.amount_cents === null
      ? t('application.now.approved', { day: day(one.decided_on) })
      : t('application.now.approved_amount', { day: day(one.decided_on), amount: format.money(one.amount_cents) });
  }
  if (one.status === 'denied') return t('application.now.denied', { day: day(one.decided_on) });
  return t(`application.now.${one.status}`, { day: day(one.submitted_on ?? one.started_on) });
}

function FactList({ facts }: { facts: ApplicationFacts }) {
  const { t, format } = useWords();
  const { languages, districts } = useReferences();
  const { application: one, program, resident, inquiry, event } = facts;
  const language = languages.find(({ code }) => code === one.language);
  const others = one.sections.filter((section) => section !== one.primary_section);
  const lines: [string, ReactNode][] = [
    [
      t('application.program'),
      <Link key="program" to={`/programs/${program.id}`}>
        {program.name}
      </Link>,
    ],
    [
      t('application.organization'),
      <Link key="organization" to={`/organizations/${program.organization_id}`}>
        {program.organization}
      </Link>,
    ],
    [
      t('field.resident_id'),
      resident ? (
        <Link key="resident" to={`/residents/${resident.id}`}>
          {resident.name}
        </Link>
      ) : (
        t('application.unnamed')
      ),
    ],
    [
      t('application.inquiry'),
      inquiry && <Link key="inquiry" to={`/inquiries/${inquiry.id}`}>{`${inquiry.number} · ${inquiry.subject}`}</Link>,
    ],
    [
      t('application.event'),
      event && (
        <Link key="event" to={`/events/${event.id}`}>
          {event.title}
        </Link>
      ),
    ],
    [t('application.started_on'), format.dateWithYear(one.started_on)],
    [t('application.submitted_on'), one.submitted_on && format.dateWithYear(one.submitted_on)],
    [t('application.decided_on'), one.decided_on && format.dateWithYear(one.decided_on)],
    [t('application.amount'), one.amount_cents !== null && format.money(one.amount_cents)],
    [
      t('field.language'),
      language ? (
        <span key="language" lang={language.code}>
          {language.endonym}
        </span>
      ) : (
        one.language
      ),
    ],
    [t('field.district_id'), districts.find(({ id }) => id === one.district_id)?.name ?? t('value.unknown')],
    [t('application.helper'), facts.assisted_by?.name],
    [t('inquiry.counts_in'), [`§ ${one.primary_section}`, ...others.map((section) => `§ ${section}`)].join(', ')],
  ];
  return (
    <dl className="facts">
      {lines
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
