import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { settingsGroups } from './entries.ts';

/** All that can be set, each in a sentence. */
export function SettingsOverview() {
  const { t } = useWords();
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('settings.title')} />
      </div>
      <p className="page-lead">{t('settings.lead')}</p>
      {settingsGroups.map(({ title, entries }) => (
        <section key={title}>
          <h2 className="list-heading">{t(title)}</h2>
          <ul className="rows">
            {entries.map((entry) => (
              <li className="row" key={entry.to}>
                <div className="row-main">
                  <Link to={entry.to} className="row-title">
                    {t(entry.title)}
                  </Link>
                  <p className="secondary row-facts">{t(entry.lead)}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
