import '../../styles/settings.css';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';

type SettingsPageProps = {
  title: string;
  lead: string;
  /** Why the reader cannot change anything here; null when they can. */
  reason: string | null;
  action?: ReactNode;
  /** The table that is changed here: managers get the way to its history. */
  table?: string;
  children: ReactNode;
};

/** The frame of each page of settings: the way back, what it is, and who may change it. */
export function SettingsPage({ title, lead, reason, action, table, children }: SettingsPageProps) {
  const { t } = useWords();
  const mayLookBack = useAllowed('history', 'open');
  return (
    <div className="page-list settings-page">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={title} />
        {action}
      </div>
      <p className="page-lead">{lead}</p>
      {reason && <p className="settings-reason">{reason}</p>}
      {children}
      {table && mayLookBack && (
        <p>
          <Link to={`/settings/history?what=${table}`}>{t('history.of_this')}</Link>
        </p>
      )}
    </div>
  );
}
