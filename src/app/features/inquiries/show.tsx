import '../../styles/record.css';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { isOver } from '../../../domain/inquiries/status.ts';
import { isDisputed } from '../../../domain/inquiries/timeline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RecordApplications } from '../../shared/applications/record-applications.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { LogEncounter } from '../../shared/encounters/log-encounter.tsx';
import { RecordTranslations } from '../../shared/encounters/record-translations.tsx';
import { RecordHold } from '../../shared/holds/record-hold.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { RecordReferrals } from '../../shared/referrals/record-referrals.tsx';
import { FileWith311 } from '../../shared/service-requests/file-with-311.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import { useInquiryActs } from './actions.ts';
import { Clock } from './clock.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { Composer } from './composer.tsx';
import { Facts } from './facts.tsx';
import { NextSteps } from './next-steps.tsx';
import { InquiryPeople } from './people.tsx';
import { RecordsPanel } from './records/panel.tsx';
import { RelatedInquiries } from './related.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import { Reply } from './reply.tsx';
import { Timeline } from './timeline.tsx';
import { statusTones } from './tones.ts';
import { type InquiryRecord, useInquiry } from './use-inquiry.ts';
import { WhoWrote } from './who-wrote.tsx';

/** One inquiry, beside its list or as a page. */
export function InquiryShow() {
  const { id = '' } = useParams();
  const record = useInquiry(id);
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.inquiry) return <RowSkeleton rows={6} />;
  return <Record key={id} inquiry={record.inquiry} record={record} />;
}

function Record({ inquiry, record }: { inquiry: InquiryRecord; record: ReturnType<typeof useInquiry> }) {
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
          <Link to={`/inquiries${search}`}>{t('inquiry.back')}</Link>
        </p>
        <p className="secondary">
          {[inquiry.number, t(`channel.${inquiry.channel}`), t('inquiry.opened', { date: format.instant(inquiry.opened_at) })].join(' · ')}
        </p>
        <PageTitle title={inquiry.subject} />
        <RecordTags inquiry={inquiry} />
      </header>
      <div className="record-clock">
        <Clock inquiry={inquiry} />
        <RecordsPanel inquiry={inquiry} />
        <NextSteps inquiry={inquiry} acts={acts} onClose={() => open('close')} onReopen={() => open('reopen')} />
        {dialog === null && <RefusedLine error={acts.error} />}
      </div>
      <section className="record-story" aria-label={t('inquiry.story')}>
        {inquiry.body && <p className="record-body">{inquiry.body}</p>}
        <WhoWrote inquiry={inquiry} />
        <RelatedInquiries inquiry={inquiry} />
        <InquiryPeople inquiry={inquiry} />
        <RecordApplications record={{ table: 'inquiries', id: inquiry.id }} />
        <RecordTasks record={{ table: 'inquiries', id: inquiry.id }} topicId={inquiry.topic_id} isClosed={isClosed} />
        <RecordReferrals record={{ table: 'inquiries', id: inquiry.id }} />
        <LogEncounter
          record={{
            table: 'inquiries',
            id: inquiry.id,
            language: inquiry.language,
            district_id: inquiry.district_id,
            needsInterpreter: inquiry.needs_interpreter || (inquiry.resident?.needs_interpreter ?? false),
          }}
        />
        <RecordTranslations
          record={{ table: 'inquiries', id: inquiry.id, name: `${inquiry.number} ${inquiry.subject}`, language: inquiry.language }}
        />
        {!isClosed && (
          <FileWith311
            inquiry={{
              id: inquiry.id,
              subject: inquiry.subject,
              body: inquiry.body ?? '',
              location: inquiry.location,
              language: inquiry.language,
              hasResident: inquiry.resident !== null,
            }}
          />
        )}
        <RecordFiles record={{ table: 'inquiries', id: inquiry.id }} />
        <RecordHold record={{ table: 'inquiries', id: inquiry.id }} />
        {record.interactions && record.history.acts ? (
          <Timeline inquiry={inquiry} interactions={record.interactions} history={record.history} />
        ) : (
          <RowSkeleton rows={2} />
        )}
        <Reply inquiry={inquiry} />
        <Composer inquiry={inquiry} />
      </section>
      <div className="record-facts">
        <Facts inquiry={inquiry} />
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
    </p>
  );
}
