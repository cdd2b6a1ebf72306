import '../../styles/event-list.css';
import { isOver } from '../../../domain/awards/award.ts';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import type { AwardTabProps } from './tabs.tsx';

/** What is to be done beside its reports: ask the departments for their figures, have the ordinance introduced. */
export function TasksTab({ facts: { award } }: AwardTabProps) {
  return (
    <div className="event-things">
      <RecordTasks record={{ table: 'awards', id: award.id }} isClosed={isOver(award)} />
    </div>
  );
}

/** Its papers: the award package, letters of the grant manager, what an auditor asks for. */
export function FilesTab({ facts: { award } }: AwardTabProps) {
  return (
    <div className="event-things">
      <RecordFiles record={{ table: 'awards', id: award.id }} />
    </div>
  );
}

/** What was done to the award and its parts, with the way back. */
export function HistoryTab({ facts: { award } }: AwardTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="awards" id={award.id} />
    </div>
  );
}
