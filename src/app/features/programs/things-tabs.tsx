import '../../styles/event-list.css';
import { RecordApplications } from '../../shared/applications/record-applications.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { RecordTranslations } from '../../shared/encounters/record-translations.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import type { ProgramTabProps } from './tabs.tsx';

/** Whom the office helped to apply for it, and what came of that. */
export function ApplicationsTab({ facts: { program } }: ProgramTabProps) {
  return (
    <div className="event-things">
      <RecordApplications record={{ table: 'programs', id: program.id }} program={{ id: program.id, name: program.name }} />
    </div>
  );
}

/** What is to be done about it: ask for the new form, see whether the line still answers. */
export function TasksTab({ facts: { program } }: ProgramTabProps) {
  return (
    <div className="event-things">
      <RecordTasks record={{ table: 'programs', id: program.id }} isClosed={program.status === 'defunct'} />
    </div>
  );
}

/** Its papers: flyers, forms, the rules as they were sent; and what of them was translated. */
export function FilesTab({ facts: { program } }: ProgramTabProps) {
  return (
    <div className="event-things">
      <RecordTranslations record={{ table: 'programs', id: program.id, name: program.name }} />
      <RecordFiles record={{ table: 'programs', id: program.id }} />
    </div>
  );
}

/** What was done to it and its parts, with the way back. */
export function HistoryTab({ facts: { program } }: ProgramTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="programs" id={program.id} />
    </div>
  );
}
