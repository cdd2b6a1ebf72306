import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Connection } from '../providers/connection.ts';
import { type Locale, readLocale, writeLocale } from '../providers/preferences.ts';
import { Front } from './front.tsx';
import { SetupForm } from './setup-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { Waiting } from './waiting.tsx';

type BootProps = {
  connection: Connection;
  /** Loads everything behind the door. Called while the person still types. */
  loadShell: () => Promise<ComponentType<{ connection: Connection }>>;
};

/** The first stage: sign-in or set-up from a small script, while the rest of the program loads behind it. */
export function Boot({ connection, loadShell }: BootProps) {
  const { session, config } = connection;
  const state = useSyncExternalStore(session.subscribe, session.read);
  const [locale, setLocale] = useState<Locale>(readLocale);
  const [Shell, setShell] = useState<ComponentType<{ connection: Connection }> | null>(null);
  const [failed, setFailed] = useState(false);
  const [settingUp, setSettingUp] = useState(location.pathname === '/setup' && state === 'signed-out');
  const words = frontWords(locale);

  useEffect(() => {
    if (failed) return;
    loadShell().then(
      (component) => setShell(() => component),
      () => setFailed(true),
    );
  }, [loadShell, failed]);

  function chooseLocale(next: Locale) {
    writeLocale(next);
    setLocale(next);
  }

  if (failed) return <Waiting message={words['front.no_server']} retry={words['front.retry']} onRetry={() => location.reload()} />;
  if (settingUp) {
    const token = new URLSearchParams(location.search).get('token') ?? '';
    const finish = () => {
      history.replaceState(null, '', '/');
      setSettingUp(false);
    };
    return (
      <Front title={words['setup.title']} lead={words['setup.lead']} config={config} locale={locale} onLocale={chooseLocale}>
        {token ? (
          <SetupForm session={session} locale={locale} token={token} onDone={finish} />
        ) : (
          <p className="plain-note">{words['setup.no_token']}</p>
        )}
      </Front>
    );
  }
  if (state === 'signed-out') {
    return (
      <Front title={words['front.title']} config={config} locale={locale} onLocale={chooseLocale}>
        {config.needs_setup && <p className="plain-note">{words['front.needs_setup']}</p>}
        {config.is_sample && <p className="plain-note">{words['front.sample']}</p>}
        <SignInForm session={session} locale={locale} />
      </Front>
    );
  }
  return Shell ? <Shell connection={connection} /> : <Waiting message={words['front.opening']} />;
}
