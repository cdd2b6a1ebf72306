import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Connection } from '../providers/connection.ts';
import { type Locale, readLocale, writeLocale } from '../providers/preferences.ts';
import type { SessionState } from '../providers/session.ts';
import { FactorForm } from './factor-form.tsx';
import { Front } from './front.tsx';
import { LinkForm } from './link-form.tsx';
import { SetupForm } from './setup-form.tsx';
import { SignIn } from './sign-in.tsx';
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
  const [page, setPage] = useState<'setup' | 'invite' | 'reset' | null>(() =>
    // A link that has done its work leads to the sign-in.
    location.pathname === '/setup' && !config.needs_setup ? null : pageOf(location.pathname, state),
  );
  const [hasEntered, setEntered] = useState(false);
  const words = frontWords(locale);

  useEffect(() => {
    if (failed) return;
    loadShell().then(
      (component) => setShell(() => component),
      () => setFailed(true),
    );
  }, [loadShell, failed]);

  // An office that is open stays on the page, whatever is asked over it.
  if (state === 'signed-in' && !hasEntered) setEntered(true);

  function chooseLocale(next: Locale) {
    writeLocale(next);
    setLocale(next);
  }

  if (failed) return <Waiting message={words['front.no_server']} retry={words['front.retry']} onRetry={() => location.reload()} />;
  if (page) {
    const token = new URLSearchParams(location.search).get('token') ?? '';
    const finish = () => {
      history.replaceState(null, '', '/');
      setPage(null);
    };
    return (
      <Front
        title={words[pageWords[page].title]}
        lead={words[pageWords[page].lead]}
        config={config}
        locale={locale}
        onLocale={chooseLocale}
      >
        {!token ? (
          <p className="plain-note">{words[pageWords[page].noToken]}</p>
        ) : page === 'setup' ? (
          <SetupForm session={session} locale={locale} token={token} onDone={finish} />
        ) : (
          <LinkForm kind={page} session={session} locale={locale} token={token} onDone={finish} onLeave={finish} />
        )}
      </Front>
    );
  }
  if (state === 'signed-out') {
    return (
      <Front title={words['front.title']} config={config} locale={locale} onLocale={chooseLocale}>
        {config.needs_setup && <p className="plain-note">{words['front.needs_setup']}</p>}
        {!config.needs_setup && location.pathname === '/setup' && <p className="plain-note">{words['setup.done_before']}</p>}
        {config.is_sample && <p className="plain-note">{words['front.sample']}</p>}
        <SignIn session={session} config={config} locale={locale} startForgotten={location.pathname === '/reset'} />
      </Front>
    );
  }
  if (state === 'second-factor' && !hasEntered) {
    return (
      <Front title={words['factor.title']} lead={words['factor.lead']} config={config} locale={locale} onLocale={chooseLocale}>
        <FactorForm session={session} locale={locale} />
      </Front>
    );
  }
  return Shell ? <Shell connection={connection} /> : <Waiting message={words['front.opening']} />;
}

/** What the pages behind a one-time link say of themselves. */
const pageWords = {
  setup: { title: 'setup.title', lead: 'setup.lead', noToken: 'setup.no_token' },
  invite: { title: 'invite.title', lead: 'invite.lead', noToken: 'invite.no_token' },
  reset: { title: 'reset.title', lead: 'reset.lead', noToken: 'reset.no_token' },
} as const;

/** The page of an address that is answered before sign-in. */
function pageOf(path: string, state: SessionState): 'setup' | 'invite' | 'reset' | null {
  if (path === '/setup') return state === 'signed-out' ? 'setup' : null;
  const hasToken = new URLSearchParams(location.search).has('token');
  if (path === '/invite') return 'invite';
  return path === '/reset' && hasToken ? 'reset' : null;
}
