import { isRunning } from '../../../../domain/awards/award.ts';
import { useToday } from '../../../providers/office.tsx';
import { AwardCloseout } from '../closeout/closeout.tsx';
import { AwardFlags } from '../flags/flag-list.tsx';
import type { AwardTabProps } from '../tabs.tsx';
import { AwardVerbs } from '../verbs/verbs.tsx';
import { AwardFactList } from './facts.tsx';
import { AwardNotices } from './notices.tsx';
import { AwardRoles } from './roles.tsx';
import { AwardShares } from './shares.tsx';

/** The award itself: what has to be known first, its money, who is who, who gets what; facts and verbs at the side. */
export function AwardOverview({ facts }: AwardTabProps) {
  const today = useToday();
  const { status, performance_ends_on: end } = facts.award;
  const isEnding = status === 'closeout' || status === 'terminated' || (status !== 'closed' && end !== null && end < today);
  return (
    <div className="event-overview">
      <div className="event-verbs">
        <AwardVerbs facts={facts} />
      </div>
      <section className="event-story" aria-label={facts.award.title}>
        <AwardNotices facts={facts} />
        {isRunning(facts.award) && <AwardFlags id={facts.id} />}
        {isEnding && status !== 'applied' && status !== 'declined' && <AwardCloseout id={facts.id} />}
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
