import '../../styles/notifications.css';
import { Button, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { NotificationRow } from './row.tsx';
import { NotificationSettings } from './settings.tsx';
import { useNotifications } from './use-notifications.ts';

/** What others did that the reader wants to know, newest first; and how such things reach them. */
export function NotificationList() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const unreadOnly = params.get('show') !== 'all';
  const inbox = useNotifications(unreadOnly);
  return (
    <div className="page-list notifications">
      <div className="page-head">
        <PageTitle title={t('inbox.title')} />
        {inbox.unread > 0 && <Button onClick={() => void inbox.mark(null, true)}>{t('inbox.mark_all')}</Button>}
      </div>
      <div className="inbox-show">
        <Segmented
          aria-label={t('inbox.show')}
          value={unreadOnly ? 'unread' : 'all'}
          options={[
            { value: 'unread', label: t('inbox.show_unread') },
            { value: 'all', label: t('inbox.show_all') },
          ]}
          onChange={(value) => setParams(value === 'all' ? { show: 'all' } : {}, { replace: true })}
        />
      </div>
      <RefusedLine error={inbox.refused} />
      {inbox.error ? (
        <Refused error={inbox.error} onRetry={inbox.retry} />
      ) : inbox.rows === null ? (
        <RowSkeleton rows={4} />
      ) : inbox.rows.length === 0 ? (
        <div className="empty">
          <p>{t(unreadOnly ? 'inbox.empty_unread' : 'inbox.empty')}</p>
          <p>{t('inbox.empty_hint')}</p>
        </div>
      ) : (
        <ul className="rows">
          {inbox.rows.map((row) => (
            <NotificationRow
              key={row.id}
              row={row}
              onMark={(isRead) => void inbox.mark([row.id], isRead)}
              onKnow={(report) => void inbox.know(report)}
            />
          ))}
        </ul>
      )}
      {inbox.hasMore && (
        <p className="inbox-more">
          <Button onClick={inbox.more}>{t('inbox.more')}</Button>
        </p>
      )}
      <NotificationSettings />
    </div>
  );
}
