import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../providers/i18n.tsx';
import { useOffice } from '../providers/office.tsx';
import type { ThemeChoice } from '../providers/preferences.ts';
import { useThemeChoice } from '../providers/theme.tsx';
import { initials } from '../shared/format.ts';

const themes: ThemeChoice[] = ['system', 'light', 'dark'];

/**
 * The reader's own settings, opened below their initials. Plain buttons inside of the header: antd's dropdown is drawn at the
 * end of the page, outside of every landmark.
 */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t, locale, setLocale } = useWords();
  const { me, connection } = useOffice();
  const { choice, choose } = useThemeChoice();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [isOpen]);
  return (
    <div className="user-menu" ref={frame}>
      <button type="button" ref={opener} className="user" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <span aria-hidden="true">{initials(me.name)}</span>
        <span className="visually-hidden">{t('menu.label', { name: me.name })}</span>
      </button>
      <div id={id} className="menu-panel" hidden={!isOpen}>
        <p>
          <b>{me.name}</b> <span className="secondary">{t(`role.${me.role}`)}</span>
        </p>
        <p className="field-label">{t('menu.theme')}</p>
        {themes.map((theme) => (
          <button type="button" key={theme} aria-pressed={choice === theme} onClick={() => choose(theme)}>
            {choice === theme ? t('menu.chosen', { name: t(`theme.${theme}`) }) : t(`theme.${theme}`)}
          </button>
        ))}
        <p className="field-label">{t('menu.language')}</p>
        {(['en', 'es'] as const).map((one) => (
          <button type="button" key={one} lang={one} aria-pressed={locale === one} onClick={() => setLocale(one)}>
            {one === 'en' ? 'English' : 'Español'}
          </button>
        ))}
        <hr />
        <Link to="/account" onClick={() => setOpen(false)}>
          {t('menu.account')}
        </Link>
        <p className="field-label phone-only">{t('nav.reference')}</p>
        <Link className="phone-only" to="/events" onClick={() => setOpen(false)}>
          {t('nav.calendar')}
        </Link>
        <Link className="phone-only" to="/residents" onClick={() => setOpen(false)}>
          {t('nav.residents')}
        </Link>
        <Link className="phone-only" to="/reports" onClick={() => setOpen(false)}>
          {t('nav.reports')}
        </Link>
        <Link className="phone-only" to="/legislation" onClick={() => setOpen(false)}>
          {t('nav.legislation')}
        </Link>
        <Link className="phone-only" to="/topics" onClick={() => setOpen(false)}>
          {t('nav.topics')}
        </Link>
        <Link className="phone-only" to="/settings" onClick={() => setOpen(false)}>
          {t('settings.title')}
        </Link>
        <hr />
        <button
          type="button"
          onClick={() => {
            setOpen(false);
            onHelp();
          }}
        >
          {t('keys.title')}
        </button>
        <button type="button" onClick={() => void connection.session.signOut()}>
          {t('menu.sign_out')}
        </button>
      </div>
    </div>
  );
}
