import '../../styles/views.css';
import { NavLink } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';

const parts = [
  { to: '/language-encounters', label: 'language.encounters' },
  { to: '/language-encounters/ledger', label: 'language.ledger' },
  { to: '/language-encounters/translations', label: 'language.translations' },
  { to: '/language-encounters/invoices', label: 'language.invoices' },
  { to: '/language-encounters/staff', label: 'language.staff' },
] as const;

/** The parts of language access, one beside the other. */
export function PartsNav() {
  const { t } = useWords();
  return (
    <nav className="language-ways" aria-label={t('language.parts')}>
      {parts.map(({ to, label }) => (
        <NavLink key={to} to={to} end={to === '/language-encounters'}>
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
}
