import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { ExportButton, type Exported } from '../exports/export-button.tsx';
import { formatCount } from '../format.ts';

type PagerProps = {
  count: number | null;
  shown: number;
  previous: string | null;
  next: string | null;
  /** What is taken away as a file, where the list can be. */
  exported?: Exported | undefined;
};

/** How many there are, and the ways to the page before and after. Pages start after a row, so there are no numbers. */
export function Pager({ count, shown, previous, next, exported }: PagerProps) {
  const { t, tn, format } = useWords();
  const all = count ?? shown;
  return (
    <div className="pager">
      <p className="secondary pager-count">
        <span>{count === null ? '\u00a0' : tn('list.count', all, { count: formatCount(all, format) })}</span>
        {exported && <ExportButton of={exported} count={count} />}
      </p>
      <nav aria-label={t('list.pages')}>
        {previous ? <Link to={previous}>{t('list.previous')}</Link> : <span aria-hidden="true">{t('list.previous')}</span>}
        {next ? <Link to={next}>{t('list.next')}</Link> : <span aria-hidden="true">{t('list.next')}</span>}
      </nav>
    </div>
  );
}
