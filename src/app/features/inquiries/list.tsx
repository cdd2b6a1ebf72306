import { useState } from 'react';
import { Outlet, useLocation, useParams } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useMedia } from '../../shared/hooks/use-media.ts';
import { type Look, useLook } from '../../shared/views/use-look.ts';
import { useViews } from '../../shared/views/use-views.ts';
import { BulkBar } from './bulk-bar.tsx';
import { EmptyInquiries } from './empty.tsx';
import { InquiryFilters } from './filters.tsx';
import { InquiryListRow } from './row.tsx';
import { rowFactNames, usualRowFacts } from './row-facts.ts';
import { InquiryTabs } from './tabs.tsx';
import { pageSize, useInquiryList, viewTextOf } from './use-inquiry-list.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useSelection } from './use-selection.ts';

/** From here on a record opens beside its list; below, it is a page. */
const besideWidth = '(min-width: 1280px)';

/** The list of inquiries, and beside it, where there is room, the one that is open. */
export function InquiryList() {
  const { id } = useParams();
  const isWide = useMedia(besideWidth);
  if (!isWide && id) return <Outlet />;
  return <Lists openId={id} isWide={isWide} />;
}

function Lists({ openId, isWide }: { openId: string | undefined; isWide: boolean }) {
  const { t } = useWords();
  const list = useInquiryList();
  const views = useViews('inquiries');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { look, change } = useLook('inquiries', view, views, usualRowFacts, rowFactNames);
  const [lookIsKept, setLookIsKept] = useState(true);
  return (
    <div className={isWide ? 'list-frame' : undefined}>
      {openId ? <h2 className="visually-hidden">{t('nav.inquiries')}</h2> : <PageTitle title={t('nav.inquiries')} hidden />}
      <InquiryTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} look={look} />
      <div className={isWide ? 'beside' : undefined}>
        <section className="list-pane" aria-label={t('nav.inquiries')}>
          <InquiryFilters
            query={list.query}
            look={look}
            lookIsKept={lookIsKept}
            keptBy={view && views.mayKeep(view.scope, view.owner_id) ? view.name : null}
            onLook={async (patch) => setLookIsKept(await change(patch))}
          />
          <Rows list={list} openId={openId} name={present} look={look} />
        </section>
        {isWide && (
          <div className="beside-record">{openId ? <Outlet /> : <p className="beside-empty secondary">{t('inquiries.choose')}</p>}</div>
        )}
      </div>
    </div>
  );
}

type RowsProps = { list: ReturnType<typeof useInquiryList>; openId: string | undefined; name: string; look: Look };

function Rows({ list, openId, name, look }: RowsProps) {
  const { search } = useLocation();
  const mayEdit = useAllowed('inquiries', 'edit');
  const rows = list.rows ?? [];
  const selection = useSelection(name, rows, list.count, mayEdit);
  const ids = rows.map((row) => row.id);
  const marked = useRowKeys(ids, openId, selection.tick);
  return (
    <>
      {mayEdit && <BulkBar selection={selection} shown={rows} count={list.count} query={list.asked} />}
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
              look={look}
              tick={mayEdit ? { isTicked: selection.has(row.id), onTick: (isRange) => selection.tick(row.id, isRange) } : null}
            />
          ))}
        </ul>
      )}
      <Pager
        count={list.count}
        shown={rows.length}
        previous={list.previous && `/inquiries${list.previous}`}
        next={list.next && `/inquiries${list.next}`}
        exported={list.exported}
      />
    </>
  );
}
