import '../../styles/event-list.css';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import type { EventTabProps } from './tabs.tsx';

/** What is to be done for the event. A cancelled one takes no checklist any more. */
export function TasksTab({ event }: EventTabProps) {
  return (
    <div className="event-things">
      <RecordTasks record={{ table: 'events', id: event.id }} isClosed={event.status === 'cancelled'} />
    </div>
  );
}

/** Flyers, sign-in sheets, photos. */
export function FilesTab({ event }: EventTabProps) {
  return (
    <div className="event-things">
      <RecordFiles record={{ table: 'events', id: event.id }} />
    </div>
  );
}

/** What was done to the event and its parts, with the way back. */
export function HistoryTab({ event }: EventTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="events" id={event.id} />
    </div>
  );
}
