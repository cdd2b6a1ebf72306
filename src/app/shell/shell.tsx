import { Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useWords } from '../providers/i18n.tsx';
import { useLiveRefresh } from '../providers/live-refresh.ts';
import { useOffice } from '../providers/office.tsx';
import { useKeptLocale } from '../providers/own-preferences.ts';
import { Bar } from './bar.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ExpiredDialog } from './expired-dialog.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Palette } from './palette.tsx';
import { BottomBar, Rail } from './rail.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { UndoNotice } from './undo-notice.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

/** The frame of every page: rail, bar, content; on a phone a bar at the foot instead of the rail. */
export function Shell() {
  const { t } = useWords();
  const { config } = useOffice().connection;
  const { pathname } = useLocation();
  const [finding, setFinding] = useState(false);
  const [helping, setHelping] = useState(false);
  useShellShortcuts({ search: () => setFinding(true), help: () => setHelping(true) });
  useDialogFocus();
  useLiveRefresh();
  useKeptLocale();
  return (
    <>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <div className="shell">
        <Rail />
        <Bar onSearch={() => setFinding(true)} onHelp={() => setHelping(true)} />
        <main id="main" className="content" tabIndex={-1}>
          <OfflineBanner />
          {config.is_sample && pathname === '/' && <p className="sample-note">{t('shell.sample')}</p>}
          <ErrorBoundary resetKey={pathname}>
            <Suspense fallback={<p className="visually-hidden">{t('list.loading')}</p>}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
        <BottomBar />
        <UndoNotice />
      </div>
      {finding && <Palette onClose={() => setFinding(false)} onHelp={() => setHelping(true)} />}
      <ExpiredDialog />
      {helping && <ShortcutHelp onClose={() => setHelping(false)} />}
    </>
  );
}
