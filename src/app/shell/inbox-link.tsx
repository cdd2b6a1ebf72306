import { Link } from 'react-router';
import { useWords } from '../providers/i18n.tsx';
import { useUnread } from './use-inbox.ts';

/** The way to what others did that the reader wants to know, in a word and a number. */
export function InboxLink() {
  const { t, tn, format } = useWords();
  const unread = useUnread();
  const count = unread > 99 ? '99+' : format.number(unread);
  return (
    <Link to="/notifications" className="inbox-link">
      {t('inbox.title')}
      {unread > 0 && (
        <>
          <span className="inbox-count" aria-hidden="true">
            {count}
          </span>
          <span className="visually-hidden">{tn('inbox.unread', unread, { count })}</span>
        </>
      )}
    </Link>
  );
}
