import { Link } from 'react-router';
import type { OpportunityListRow } from '../../../../domain/opportunities/list-query.ts';
import { isUnfiled } from '../../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { opportunityTones } from '../tones.ts';
import { useDeadlineWords } from '../use-deadline-words.ts';

/** One opportunity: what it is called and by whom; who would do it; when it closes, how much, and what Council has to do. */
export function OpportunityLine({ row }: { row: OpportunityListRow }) {
  const { t, format } = useWords();
  const deadline = useDeadlineWords()(row);
  const amount = row.request_cents ?? row.ceiling_cents;
  const waitsForCouncil = isUnfiled(row.status) && (row.council_action === 'needed' || row.council_action === 'introduced');
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/opportunities/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">{[row.opportunity_number, row.component ?? row.agency, row.listing].filter(Boolean).join(' · ')}</p>
        <p className="secondary">
          {[row.departments?.join(', '), row.owner_name && t('award_list.led_by', { name: row.owner_name })].filter(Boolean).join(' · ')}
        </p>
        {deadline.words && <p className={deadline.isLate || deadline.isSoon ? 'row-facts late' : 'secondary'}>{deadline.words}</p>}
      </div>
      <div className="row-end">
        <Tag tone={opportunityTones[row.status]}>{t(`opportunity.status.${row.status}`)}</Tag>
        {waitsForCouncil && <Tag tone="amber">{t(`opportunity.council.${row.council_action}`)}</Tag>}
        {amount !== null && (
          <span className="award-amount">
            {row.request_cents === null ? t('opportunity.up_to', { amount: format.money(amount) }) : format.money(amount)}
          </span>
        )}
        {row.match_needed_cents !== null && row.match_needed_cents > 0 && (
          <span className="secondary">{t('opportunity.match_of', { amount: format.money(row.match_needed_cents) })}</span>
        )}
      </div>
    </li>
  );
}
