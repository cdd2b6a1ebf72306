import { isOver } from '../../../domain/inquiries/status.ts';
import { RecordApplications } from '../../shared/applications/record-applications.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { LogEncounter } from '../../shared/encounters/log-encounter.tsx';
import { RecordTranslations } from '../../shared/encounters/record-translations.tsx';
import { RecordHold } from '../../shared/holds/record-hold.tsx';
import { RecordReferrals } from '../../shared/referrals/record-referrals.tsx';
import { FileWith311 } from '../../shared/service-requests/file-with-311.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import { InquiryPeople } from './people.tsx';
import { RelatedInquiries } from './related.tsx';
import type { InquiryRecord } from './use-inquiry.ts';

/** What hangs on an inquiry, beside its story: what is to be done first, what is rarely needed last. */
export function InquiryParts({ inquiry }: { inquiry: InquiryRecord }) {
  const isClosed = isOver(inquiry.status);
  const record = { table: 'inquiries', id: inquiry.id } as const;
  return (
    <div className="record-parts">
      <RecordTasks record={record} topicId={inquiry.topic_id} isClosed={isClosed} />
      <RecordFiles record={record} />
      <RecordReferrals record={record} />
      <RelatedInquiries inquiry={inquiry} />
      <InquiryPeople inquiry={inquiry} />
      <LogEncounter
        record={{
          ...record,
          language: inquiry.language,
          district_id: inquiry.district_id,
          needsInterpreter: inquiry.needs_interpreter || (inquiry.resident?.needs_interpreter ?? false),
        }}
      />
      <RecordTranslations record={{ ...record, name: `${inquiry.number} ${inquiry.subject}`, language: inquiry.language }} />
      <RecordApplications record={record} />
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
      <RecordHold record={record} />
    </div>
  );
}
