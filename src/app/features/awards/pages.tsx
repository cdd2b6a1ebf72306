import { Link } from 'react-router';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { hasPage } from '../../shared/has-page.ts';

/** Other looks at the same awards. Each is there as soon as its page is. */
const pages: { to: string; label: MessageKey }[] = [
  { to: '/awards/radar', label: 'radar.title' },
  { to: '/awards/portfolio', label: 'portfolio.title' },
  { to: '/awards/subawards', label: 'subaward.all' },
  { to: '/opportunities', label: 'opportunity_list.title' },
  { to: '/awards/usaspending', label: 'usaspending.title' },
];

/** The ways from the register to what is made of it. */
export function AwardPages() {
  const { t } = useWords();
  return pages
    .filter(({ to }) => hasPage(to))
    .map(({ to, label }) => (
      <Link key={to} to={to}>
        {t(label)}
      </Link>
    ));
}
