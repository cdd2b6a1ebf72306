import { Link } from 'react-router';
import { useWords } from '../providers/i18n.tsx';
import { PageTitle } from '../shared/components/page-title.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useWords();
  return (
    <div className="page">
      <PageTitle title={t('not_found.title')} />
      <p>{t('not_found.text')}</p>
      <p>
        <Link to="/">{t('nav.home')}</Link>
        {' · '}
        <Link to="/inquiries">{t('nav.inquiries')}</Link>
      </p>
    </div>
  );
}
