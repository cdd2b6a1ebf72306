import type { AwardTabProps } from '../tabs.tsx';
import { AwardFactList } from './facts.tsx';
import { AwardNotices } from './notices.tsx';
import { AwardRoles } from './roles.tsx';
import { AwardShares } from './shares.tsx';

/** The award itself: what has to be known first, its money, who is who, who gets what; facts and verbs at the side. */
export function AwardOverview({ facts }: AwardTabProps) {
  return (
    <div className="event-overview">
      <section className="event-story">
        <AwardNotices facts={facts} />
        <AwardShares facts={facts} />
        <AwardRoles facts={facts} />
        {facts.award.notes && <p className="lines">{facts.award.notes}</p>}
      </section>
      <div className="event-facts">
        <AwardFactList facts={facts} />
      </div>
    </div>
  );
}
