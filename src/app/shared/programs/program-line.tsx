import { Link } from 'react-router';
import type { ProgramListRow } from '../../../domain/programs/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Tag } from '../components/tag.tsx';
import { useProgramWords } from './use-program-words.ts';

type ProgramLineProps = { row: ProgramListRow; withReview?: boolean; withOrganization?: boolean };

/** One program in a list: what it is, by whom and for what; when one can apply, what one gets. */
export function ProgramLine({ row, withReview, withOrganization = true }: ProgramLineProps) {
  const { t, format } = useWords();
  const words = useProgramWords();
  const { languages } = useReferences();
  const window = words.window(row);
  const spoken = (row.languages ?? [])
    .filter((code) => code !== 'en')
    .map((code) => languages.find((one) => one.code === code)?.name ?? code);
  const limits = [words.income(row), row.tenure && t(`program.tenure.${row.tenure}`), row.districts?.map(({ name }) => name).join(', ')];
  return (
    <li className="row program-line">
      <div className="row-main">
        <Link to={`/programs/${row.id}`} className="row-title">
          {row.name}
        </Link>
        <p className="row-facts">
          {[withOrganization && row.organization_name, row.needs?.map(words.need).join(', ')].filter(Boolean).join(' · ')}
        </p>
        <p className="secondary">{[...limits, spoken.join(', ')].filter(Boolean).join(' · ')}</p>
        {row.alert && <p className="row-facts late">{row.alert}</p>}
        {withReview && (
          <p className={words.isStale(row.review_by) ? 'row-facts late' : 'secondary'}>
            {row.review_by ? t('program.review_by_day', { day: format.dateWithYear(row.review_by) }) : t('program.never_reviewed')}
            {row.owner_name && ` · ${row.owner_name}`}
          </p>
        )}
      </div>
      <div className="row-end">
        <Tag tone={window.tone}>{window.words}</Tag>
        {row.maximum_amount_cents !== null && (
          <span className="award-amount">{t('program.up_to', { amount: format.money(row.maximum_amount_cents) })}</span>
        )}
        {row.is_free && <span className="secondary">{t('program.free')}</span>}
      </div>
    </li>
  );
}
