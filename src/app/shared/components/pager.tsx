import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { formatCount } from '../format.ts';

type PagerProps = { count: number | null; shown: number; previous: string | null; next: string | null };

/** How many there are, and the ways to the page before and after. Pages start after a row, so there are no numbers. */
export function Pager({ count, shown, previous, next }: PagerProps) {
  const { t, tn, format } = useWords();
  const all = count ?? shown;
  return (
    <div className="pager">
      <p className="secondary">{count === null ? ' ' : tn('list.count', all, { count: formatCount(all, format) })}</p>
      <nav aria-label={t('list.pages')}>
        {previous ? <Link to={previous}>{t('list.previous')}</Link> : <span aria-hidden="true">{t('list.previous')}</span>}
        {next ? <Link to={next}>{t('list.next')}</Link> : <span aria-hidden="true">{t('list.next')}</span>}
      </nav>
    </div>
  );
}
