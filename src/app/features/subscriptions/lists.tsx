import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { formatCount } from '../../shared/format.ts';
import { SubscriptionsFrame } from './frame.tsx';
import { ListDialog } from './list-dialog.tsx';
import { type ListCounts, type MailingList, useListActs, useLists } from './use-lists.ts';

/** What people may ask the office to write about, in the order in which they are offered. */
export function MailingLists() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('mailing_lists', 'edit');
  const { lists, counts, error, retry } = useLists();
  const acts = useListActs();
  const [open, setOpen] = useState<MailingList | 'new' | null>(null);
  const [showsRetired, setShowsRetired] = useState(false);
  const retired = (lists ?? []).filter((one) => !one.is_active).length;
  const shown = (lists ?? []).filter((one) => showsRetired || one.is_active);

  async function move(list: MailingList, by: -1 | 1) {
    const other = shown[shown.indexOf(list) + by];
    if (!lists || !other) return;
    const ids = lists.map(({ id }) => id);
    const from = ids.indexOf(list.id);
    const to = ids.indexOf(other.id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    await acts.order(ids, (act) => done(t('mailing.ordered'), { undo: act }));
  }

  return (
    <SubscriptionsFrame title={t('mailing.lists')} acts={mayEdit && <Button onClick={() => setOpen('new')}>{t('mailing.new')}</Button>}>
      <p className="secondary subscriptions-lead">
        {t('mailing.lead')} {!mayEdit && t('mailing.read_only')}
      </p>
      <RefusedLine error={acts.error} />
      {error ? (
        <Refused error={error} onRetry={retry} />
      ) : lists === null ? (
        <RowSkeleton rows={4} />
      ) : lists.length === 0 ? (
        <div className="empty">
          <p>{t(mayEdit ? 'mailing.empty' : 'mailing.empty_read')}</p>
        </div>
      ) : (
        <ul className="rows">
          {shown.map((list, index) => (
            <ListRow
              key={list.id}
              list={list}
              counts={counts?.[list.id] ?? null}
              mayEdit={mayEdit}
              isWorking={acts.isWorking}
              onOpen={() => setOpen(list)}
              onUp={index > 0 ? () => void move(list, -1) : null}
              onDown={index < shown.length - 1 ? () => void move(list, 1) : null}
            />
          ))}
        </ul>
      )}
      {retired > 0 && (
        <p>
          <button type="button" className="link" aria-expanded={showsRetired} onClick={() => setShowsRetired(!showsRetired)}>
            {showsRetired ? t('mailing.hide_retired') : tn('mailing.show_retired', retired)}
          </button>
        </p>
      )}
      {open && (
        <ListDialog
          list={open === 'new' ? null : open}
          hasGone={open !== 'new' && (counts?.[open.id]?.has_gone ?? true)}
          count={lists?.length ?? 0}
          onClose={() => setOpen(null)}
        />
      )}
    </SubscriptionsFrame>
  );
}

type ListRowProps = {
  list: MailingList;
  counts: ListCounts | null;
  mayEdit: boolean;
  isWorking: boolean;
  onOpen: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
};

function ListRow({ list, counts, mayEdit, isWorking, onOpen, onUp, onDown }: ListRowProps) {
  const { t, tn, format } = useWords();
  const { name } = list;
  const to = (status: string) => `/mailing-lists/subscribers?list=${list.id}&status=${status}`;
  const written = Object.keys(list.translations).length + 1;
  return (
    <li className="row">
      <div className="row-main">
        <p>
          <span className="row-title">{name}</span> {!list.is_active && <Tag tone="plain">{t('mailing.retired')}</Tag>}
          {list.is_active && !list.is_public && <Tag tone="plain">{t('mailing.not_public')}</Tag>}
        </p>
        {list.description && <p className="row-facts">{list.description}</p>}
        <p className="secondary row-facts">
          {[
            t(list.needs_consent ? 'mailing.consent' : 'mailing.everybody'),
            tn('mailing.languages', written),
            counts && tn('mailing.campaigns', counts.campaigns),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row-end">
        {counts && (
          <p className="subscriptions-counts">
            {list.needs_consent && (
              <Link to={to('subscribed')}>
                {tn('mailing.subscribed', counts.subscribed, { count: formatCount(counts.subscribed, format) })}
              </Link>
            )}
            {counts.pending > 0 && <Link to={to('pending')}>{tn('mailing.pending', counts.pending)}</Link>}
            {counts.unsubscribed > 0 && <Link to={to('unsubscribed')}>{tn('mailing.left', counts.unsubscribed)}</Link>}
          </p>
        )}
        {mayEdit && (
          <p className="subscriptions-acts">
            <button
              type="button"
              className="link"
              disabled={!onUp || isWorking}
              aria-label={t('mailing.up_of', { name })}
              onClick={onUp ?? undefined}
            >
              {t('mailing.up')}
            </button>
            <button
              type="button"
              className="link"
              disabled={!onDown || isWorking}
              aria-label={t('mailing.down_of', { name })}
              onClick={onDown ?? undefined}
            >
              {t('mailing.down')}
            </button>
            <button type="button" className="link" aria-label={t('mailing.change_of', { name })} onClick={onOpen}>
              {t('mailing.change')}
            </button>
          </p>
        )}
      </div>
    </li>
  );
}
