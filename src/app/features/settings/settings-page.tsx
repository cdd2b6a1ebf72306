import '../../styles/settings.css';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';

type SettingsPageProps = {
  title: string;
  lead: string;
  /** Why the reader cannot change anything here; null when they can. */
  reason: string | null;
  action?: ReactNode;
  children: ReactNode;
};

/** The frame of each page of settings: the way back, what it is, and who may change it. */
export function SettingsPage({ title, lead, reason, action, children }: SettingsPageProps) {
  const { t } = useWords();
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
    </div>
  );
}
