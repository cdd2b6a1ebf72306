import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import type { EventTabProps } from './tabs.tsx';

/** What is to be done for the event. A cancelled one takes no checklist any more. */
export function TasksTab({ event }: EventTabProps) {
  return <RecordTasks record={{ table: 'events', id: event.id }} isClosed={event.status === 'cancelled'} />;
}

/** Flyers, sign-in sheets, photos. */
export function FilesTab({ event }: EventTabProps) {
  return <RecordFiles record={{ table: 'events', id: event.id }} />;
}

/** What was done to the event and its parts, with the way back. */
export function HistoryTab({ event }: EventTabProps) {
  return <RecordHistory table="events" id={event.id} />;
}
