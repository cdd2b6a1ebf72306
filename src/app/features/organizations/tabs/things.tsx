import '../../../styles/event-list.css';
import { RecordFiles } from '../../../shared/attachments/record-files.tsx';
import { RecordHistory } from '../../../shared/history/record-history.tsx';
import { RecordTasks } from '../../../shared/tasks/record-tasks.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

/** What is to be done with them. */
export function TasksTab({ facts }: OrganizationTabProps) {
  return (
    <div className="event-things">
      <RecordTasks record={{ table: 'organizations', id: facts.id }} isClosed={!facts.organization.is_active} />
    </div>
  );
}

/** Their papers: signed memoranda, certificates of insurance. */
export function FilesTab({ facts }: OrganizationTabProps) {
  return (
    <div className="event-things">
      <RecordFiles record={{ table: 'organizations', id: facts.id }} />
    </div>
  );
}

/** What was done to the organization and its parts, with the way back. */
export function HistoryTab({ facts }: OrganizationTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="organizations" id={facts.id} />
    </div>
  );
}
