import '../../styles/event-list.css';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import type { CampaignTabProps } from './tabs.tsx';

/** What is to be done before it goes: ask the translator, have the map drawn. */
export function TasksTab({ campaign }: CampaignTabProps) {
  return (
    <div className="event-things">
      <RecordTasks
        record={{ table: 'campaigns', id: campaign.id }}
        isClosed={campaign.status === 'sent' || campaign.status === 'cancelled'}
      />
    </div>
  );
}

/** What belongs to it and is not sent: drafts, translations, the decision. */
export function FilesTab({ campaign }: CampaignTabProps) {
  return (
    <div className="event-things">
      <RecordFiles record={{ table: 'campaigns', id: campaign.id }} />
    </div>
  );
}

/** What was done to the campaign and its versions, with the way back. */
export function HistoryTab({ campaign }: CampaignTabProps) {
  return (
    <div className="event-things">
      <RecordHistory table="campaigns" id={campaign.id} />
    </div>
  );
}
