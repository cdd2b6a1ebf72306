import { useState } from 'react';
import { applyTheme, readThemeChoice, writeThemeChoice } from '../../../providers/preferences.ts';
import type { DoorClient } from './client.ts';
import { useDoorWords } from './words.tsx';

/** What is seldom needed at a door: the way out, the language, the colours. */
export function DoorMenu({ client, online }: { client: DoorClient; online: boolean }) {
  const { t, locale, setLocale } = useDoorWords();
  const [theme, setTheme] = useState(readThemeChoice);
  const choose = (next: 'light' | 'dark') => {
    writeThemeChoice(next);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <details className="door-menu">
      <summary>{t('door.menu')}</summary>
      <div>
        <p className="door-label">{t('door.theme')}</p>
        <p className="door-choices">
          <button type="button" aria-pressed={theme === 'light'} onClick={() => choose('light')}>
            {t('door.theme_light')}
          </button>
          <button type="button" aria-pressed={theme === 'dark'} onClick={() => choose('dark')}>
            {t('door.theme_dark')}
          </button>
        </p>
        <p className="door-label">{t('door.language')}</p>
        <p className="door-choices">
          {(['en', 'es'] as const).map((one) => (
            <button type="button" key={one} lang={one} aria-pressed={locale === one} onClick={() => setLocale(one)}>
              {one === 'en' ? 'English' : 'Español'}
            </button>
          ))}
        </p>
        {online && (
          <p className="door-choices">
            <a href={`/events/${client.event}`}>{t('door.leave')}</a>
            {client.connection() && (
              <button type="button" onClick={() => void client.connection()?.session.signOut()}>
                {t('door.sign_out')}
              </button>
            )}
          </p>
        )}
      </div>
    </details>
  );
}
