import '../../styles/record.css';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { isOver } from '../../../domain/inquiries/status.ts';
import { isDisputed } from '../../../domain/inquiries/timeline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { Presence } from '../../shared/presence/presence.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { useInquiryActs } from './actions.ts';
import { Clock } from './clock.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { Composer } from './composer.tsx';
import { Facts } from './facts.tsx';
import { NextSteps } from './next-steps.tsx';
import { InquiryParts } from './parts.tsx';
import { RecordsPanel } from './records/panel.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import { Reply } from './reply.tsx';
import { Timeline } from './timeline.tsx';
import { statusTones } from './tones.ts';
import { type InquiryRecord, useInquiry } from './use-inquiry.ts';
import { Who } from './who.tsx';
import { WhoWrote } from './who-wrote.tsx';

/** One inquiry, beside its list or as a page. */
export function InquiryShow() {
  const { id = '' } = useParams();
  const record = useInquiry(id);
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.inquiry) return <RowSkeleton rows={6} />;
  return <Record key={id} inquiry={record.inquiry} />;
}

function Record({ inquiry }: { inquiry: InquiryRecord }) {
  const { t, format } = useWords();
  const { search } = useLocation();
  const acts = useInquiryActs(inquiry);
  useRemembered({ to: `/inquiries/${inquiry.id}`, title: inquiry.subject, second: inquiry.number });
  const [dialog, setDialog] = useState<'close' | 'reopen' | null>(null);
  const isClosed = isOver(inquiry.status);
  const open = (which: 'close' | 'reopen') => {
    acts.clear();
    setDialog(which);
  };
  return (
    <article className="record" aria-label={inquiry.subject}>
      <header className="record-head">
        <p className="record-back">
          <Link to={`/inquiries${search}`}>{t('action.back_to_list')}</Link>
        </p>
        <p className="secondary">
          {[inquiry.number, t(`channel.${inquiry.channel}`), t('inquiry.opened', { date: format.instant(inquiry.opened_at) })].join(' · ')}
        </p>
        <PageTitle title={inquiry.subject} />
        <RecordTags inquiry={inquiry} />
        <Who inquiry={inquiry} />
        {/* Before what can be done about it: on a phone it would stand below all of that. */}
        {inquiry.body && <p className="record-body">{inquiry.body}</p>}
      </header>
      <div className="record-clock">
        <Clock inquiry={inquiry} />
        <NextSteps inquiry={inquiry} acts={acts} onClose={() => open('close')} onReopen={() => open('reopen')} />
        {dialog === null && <RefusedLine error={acts.error} />}
        <WhoWrote inquiry={inquiry} />
        <RecordsPanel inquiry={inquiry} />
      </div>
      <div className="record-story">
        <div className="record-write">
          <Composer inquiry={inquiry} />
          <Reply inquiry={inquiry} />
        </div>
        <Timeline inquiry={inquiry} />
      </div>
      <div className="record-facts">
        <Facts inquiry={inquiry} />
        <InquiryParts inquiry={inquiry} />
      </div>
      {dialog === 'close' && !isClosed && <CloseDialog inquiry={inquiry} acts={acts} onDone={() => setDialog(null)} />}
      {dialog === 'reopen' && isClosed && <ReopenDialog acts={acts} onDone={() => setDialog(null)} />}
    </article>
  );
}

function RecordTags({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { languages, sections } = useReferences();
  const language = languages.find((one) => one.code === inquiry.language);
  const section = sections.find((one) => one.section === inquiry.primary_section);
  return (
    <p className="record-tags">
      <Tag tone={statusTones[inquiry.status]}>{t(`status.${inquiry.status}`)}</Tag>
      {isDisputed(inquiry.answers, inquiry.closed_at) && <Tag tone="amber">{t('answer.disputed')}</Tag>}
      {inquiry.reopened_at && <Tag tone="amber">{t('inquiry.reopened_tag')}</Tag>}
      {inquiry.resolution_code && inquiry.status !== 'duplicate' && <Tag tone="plain">{t(`resolution.${inquiry.resolution_code}`)}</Tag>}
      {inquiry.language !== 'en' && language && (
        <Tag tone="violet" lang={language.code}>
          {language.endonym}
        </Tag>
      )}
      {(inquiry.needs_interpreter || inquiry.resident?.needs_interpreter) && <Tag tone="violet">{t('resident.interpreter')}</Tag>}
      <Tag tone="plain">
        § {inquiry.primary_section} {section?.title}
      </Tag>
      <Presence table="inquiries" id={inquiry.id} />
    </p>
  );
}
