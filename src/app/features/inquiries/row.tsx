import { Link } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { useWords } from '../../providers/i18n.tsx';
import { DueWords } from '../../shared/components/deadline.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { statusTones } from './tones.ts';

type RowProps = { row: InquiryRow; to: string; isOpen: boolean; isMarked: boolean };

/** One inquiry in two lines: what and how urgent, then who, about what, where. */
export function InquiryListRow({ row, to, isOpen, isMarked }: RowProps) {
  const { t } = useWords();
  const facts = [row.number, row.resident_name ?? t('inquiry.anonymous'), row.topic_name, row.district_name];
  return (
    <li className={`row${isOpen ? ' row-open' : ''}${isMarked ? ' row-marked' : ''}`} data-row={row.id}>
      <div className="row-main">
        <Link to={to} className="row-title" aria-current={isOpen ? 'page' : undefined}>
          {row.subject}
        </Link>
        <p className="secondary row-facts">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="row-end">
        <DueWords due_on={row.due_on} closed_at={row.closed_at} />
        <span className="row-tags">
          {row.language !== 'en' && row.language_name && (
            <Tag tone="violet" lang={row.language}>
              {row.language_name}
            </Tag>
          )}
          <Tag tone={statusTones[row.status]}>{t(`status.${row.status}`)}</Tag>
        </span>
      </div>
    </li>
  );
}
