import { useCallback, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useMedia } from '../../shared/hooks/use-media.ts';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';
import { EmptyInquiries } from './empty.tsx';
import { InquiryFilters } from './filters.tsx';
import { InquiryListRow } from './row.tsx';
import { InquiryTabs } from './tabs.tsx';
import { pageSize, useInquiryList } from './use-inquiry-list.ts';

/** From here on a record opens beside its list; below, it is a page. */
const besideWidth = '(min-width: 1280px)';

/** The list of inquiries, and beside it, where there is room, the one that is open. */
export function InquiryList() {
  const { t } = useWords();
  const { id } = useParams();
  const isWide = useMedia(besideWidth);
  if (!isWide && id) return <Outlet />;
  return (
    <div className={isWide ? 'beside' : undefined}>
      <ListPane openId={id} />
      {isWide && <div className="beside-record">{id ? <Outlet /> : <p className="beside-empty secondary">{t('inquiries.choose')}</p>}</div>}
    </div>
  );
}

function ListPane({ openId }: { openId: string | undefined }) {
  const { t } = useWords();
  const list = useInquiryList();
  const { search } = useLocation();
  const rows = list.rows ?? [];
  const marked = useRowKeys(
    rows.map((row) => row.id),
    openId,
  );
  const Heading = openId ? <h2 className="visually-hidden">{t('nav.inquiries')}</h2> : <PageTitle title={t('nav.inquiries')} hidden />;
  return (
    <section className="list-pane" aria-label={t('nav.inquiries')}>
      {Heading}
      <InquiryTabs query={list.query} isListThere={list.rows !== null} />
      <InquiryFilters query={list.query} />
      {list.error ? (
        <Refused error={list.error} onRetry={list.retry} />
      ) : list.rows === null ? (
        <RowSkeleton rows={pageSize} />
      ) : rows.length === 0 ? (
        <EmptyInquiries query={list.query} />
      ) : (
        <ul className="rows" aria-busy={list.isStale}>
          {rows.map((row) => (
            <InquiryListRow
              key={row.id}
              row={row}
              to={`/inquiries/${row.id}${search}`}
              isOpen={row.id === openId}
              isMarked={row.id === marked}
            />
          ))}
        </ul>
      )}
      <Pager
        count={list.count}
        shown={rows.length}
        previous={list.previous && `/inquiries${list.previous}`}
        next={list.next && `/inquiries${list.next}`}
      />
    </section>
  );
}

/** J and K, or the arrows, go through the rows; Enter opens the marked one. Answers the id of the marked row. */
function useRowKeys(ids: string[], openId: string | undefined): string | null {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [marked, setMarked] = useState<string | null>(null);
  const current = marked !== null && ids.includes(marked) ? marked : null;

  const move = useCallback(
    (step: 1 | -1): boolean => {
      const at = ids.indexOf(current ?? openId ?? '');
      const next = ids[at < 0 ? 0 : Math.min(Math.max(at + step, 0), ids.length - 1)];
      if (!next) return false;
      setMarked(next);
      const link = document.querySelector<HTMLElement>(`[data-row="${next}"] a`);
      link?.focus({ preventScroll: true });
      link?.closest('li')?.scrollIntoView({ block: 'nearest' });
      return true;
    },
    [ids, current, openId],
  );
  useShortcut((key, event) => {
    const inList = event.target instanceof HTMLElement && (event.target.closest('.list-pane') !== null || event.target === document.body);
    if (key === 'j' || (key === 'ArrowDown' && inList)) return move(1);
    if (key === 'k' || (key === 'ArrowUp' && inList)) return move(-1);
    if (key === 'Enter' && current && event.target === document.body) {
      navigate(`/inquiries/${current}${search}`);
      return true;
    }
    return false;
  });
  return current;
}
