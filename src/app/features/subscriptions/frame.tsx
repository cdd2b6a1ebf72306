import '../../styles/subscriptions.css';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { hasPage } from '../../shared/has-page.ts';

const parts: { to: string; label: MessageKey }[] = [
  { to: '/mailing-lists', label: 'mailing.lists' },
  { to: '/mailing-lists/subscribers', label: 'mailing.subscribers' },
  { to: '/mailing-lists/suppressions', label: 'mailing.suppressions' },
];

type FrameProps = { title: string /** Beside the title. */; acts?: ReactNode; children: ReactNode };

/** Around the screens of lists, subscribers and suppressed addresses: one heading, and the way between the three. */
export function SubscriptionsFrame({ title, acts, children }: FrameProps) {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <div className="page-list subscriptions">
      <p className="record-back-always">
        <Link to="/campaigns">{t('mailing.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={title} />
        {acts && <div className="page-acts">{acts}</div>}
      </div>
      <nav className="tabs" aria-label={t('mailing.parts')}>
        <ul>
          {parts
            .filter(({ to }) => hasPage(to))
            .map(({ to, label }) => (
              <li key={to}>
                <Link to={to} aria-current={pathname === to ? 'page' : undefined}>
                  {t(label)}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}
