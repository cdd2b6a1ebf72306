import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { emptyInquiryQuery, type InquiryQuery, writeInquiryQuery } from '../../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

const byDue = { sort: 'due_on', descending: false } as const;
const overdue: InquiryQuery = { ...emptyInquiryQuery, ...byDue, isOpen: true, dueBefore: 'today' };
const dueByToday: InquiryQuery = { ...emptyInquiryQuery, ...byDue, isOpen: true, dueBefore: 'tomorrow' };
const unassigned: InquiryQuery = { ...emptyInquiryQuery, ...byDue, isOpen: true, lists: { assigned: ['none'] } };

function useQueryCount(query: InquiryQuery): number | null {
  const { rpc } = useReferences();
  const { sort: _sort, descending: _descending, ...asked } = toInquiryRpcQuery(query, rpc);
  return useCount('inquiries', asked);
}

/** One sentence that says what is due; each part opens its rows. */
export function Sentence() {
  const { t, tn } = useWords();
  const late = useQueryCount(overdue);
  const byToday = useQueryCount(dueByToday);
  const nobodys = useQueryCount(unassigned);
  if (late === null || byToday === null || nobodys === null) {
    return (
      <div className="home-sentence">
        <PageTitle title={t('nav.home')}>{t('home.reading')}</PageTitle>
      </div>
    );
  }
  const today = byToday - late;
  const parts: { key: string; node: ReactNode }[] = [];
  if (late > 0) parts.push({ key: 'late', node: <Part query={overdue} className="late" text={tn('home.overdue', late)} /> });
  if (today > 0) parts.push({ key: 'today', node: <Part query={dueByToday} className="soon" text={tn('home.due_today', today)} /> });
  if (nobodys > 0) parts.push({ key: 'nobody', node: <Part query={unassigned} text={tn('home.unassigned', nobodys)} /> });
  return (
    <div className="home-sentence">
      <PageTitle title={t('nav.home')}>
        {parts.length === 0
          ? t('home.calm')
          : parts.map(({ key, node }, index) => (
              <Fragment key={key}>
                {index > 0 && (index === parts.length - 1 ? t('home.and') : ', ')}
                {node}
              </Fragment>
            ))}
        {parts.length > 0 && '.'}
      </PageTitle>
    </div>
  );
}

function Part({ query, text, className = '' }: { query: InquiryQuery; text: string; className?: string }) {
  return (
    <Link to={`/inquiries?${writeInquiryQuery(query)}`} className={`sentence-part ${className}`}>
      {text}
    </Link>
  );
}
