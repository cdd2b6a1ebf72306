import { Link } from 'react-router';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { hasPage } from '../../shared/has-page.ts';

/** Other pages about the same bodies. Each is there as soon as its page is. */
const pages: { to: string; label: MessageKey }[] = [
  { to: '/meetings', label: 'meeting_list.title' },
  { to: '/initiatives', label: 'initiative_list.title' },
];

/** The ways from the directory to what is done with its bodies. */
export function OrganizationPages() {
  const { t } = useWords();
  return pages
    .filter(({ to }) => hasPage(to))
    .map(({ to, label }) => (
      <Link key={to} to={to}>
        {t(label)}
      </Link>
    ));
}
