import '../../../styles/event-list.css';
import { RecordHistory } from '../../../shared/history/record-history.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

/** What was done to the organization and its parts, with the way back. */
export function HistoryTab({ facts }: OrganizationTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="organizations" id={facts.id} />
    </div>
  );
}
