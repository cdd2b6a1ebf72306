import { Link } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { standsStill } from '../../../domain/inquiries/status.ts';
import { useWords } from '../../providers/i18n.tsx';
import { DueWords } from '../../shared/components/deadline.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import type { Look } from '../../shared/views/use-look.ts';
import { type RowFact, rowFactNames } from './row-facts.ts';
import { statusTones } from './tones.ts';

type RowProps = {
  row: InquiryRow;
  to: string;
  isOpen: boolean;
  isMarked: boolean;
  look: Look;
  /** Null where this reader changes nothing. */
  tick: { isTicked: boolean; onTick: (isRange: boolean) => void } | null;
};

/** One inquiry: what and how urgent, then the facts that the view shows; on one line where rows stand close. */
export function InquiryListRow({ row, to, isOpen, isMarked, look, tick }: RowProps) {
  const { t, format } = useWords();
  const facts: Record<RowFact, string | null> = {
    number: row.number,
    resident: row.resident_name ?? t('inquiry.anonymous'),
    topic: row.topic_name,
    district: row.district_name,
    assigned: row.assigned_name ?? t('filters.nobody'),
    channel: t(`channel.${row.channel}`),
    opened: t('inquiry.opened', { date: format.instant(row.opened_at) }),
    updated: t('row.updated', { date: format.instant(row.updated_at) }),
  };
  const classes = ['row', isOpen ? 'row-open' : '', isMarked ? 'row-marked' : '', look.density === 'compact' ? 'row-compact' : ''];
  return (
    <li className={classes.filter(Boolean).join(' ')} data-row={row.id}>
      {tick && (
        <label className="row-tick">
          <input
            type="checkbox"
            checked={tick.isTicked}
            aria-label={t('bulk.tick', { number: row.number })}
            onChange={() => undefined}
            onClick={(event) => tick.onTick(event.shiftKey)}
          />
        </label>
      )}
      <div className="row-main">
        <Link to={to} className="row-title" aria-current={isOpen ? 'page' : undefined}>
          {row.subject}
        </Link>
        <p className="secondary row-facts">
          {rowFactNames
            .filter((name) => look.columns.includes(name))
            .map((name) => facts[name])
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row-end">
        <DueWords due_on={row.due_on} closed_at={row.closed_at} due_at={row.resolution_due_at} stands={standsStill(row.status)} />
        <span className="row-tags">
          {row.language !== 'en' && row.language_name && (
            <Tag tone="violet" lang={row.language}>
              {row.language_name}
            </Tag>
          )}
          {row.reopened_at && row.closed_at === null && <Tag tone="amber">{t('inquiry.reopened_tag')}</Tag>}
          <Tag tone={statusTones[row.status]}>{t(`status.${row.status}`)}</Tag>
        </span>
      </div>
    </li>
  );
}
