import '../../../styles/event-list.css';
import { OrganizationPrograms } from '../../../shared/programs/organization-programs.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

/** What residents can get there. */
export function ProgramsTab({ facts }: OrganizationTabProps) {
  return (
    <div className="event-things">
      <OrganizationPrograms organizationId={facts.id} />
    </div>
  );
}
