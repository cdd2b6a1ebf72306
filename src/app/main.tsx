import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/sign-in.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Boot } from './boot/boot.tsx';
import { loadOfficeConfig } from './boot/office-config.ts';
import { Waiting } from './boot/waiting.tsx';
import { frontWords } from './i18n/front.ts';
import { connect } from './providers/connection.ts';
import { applyTheme, readLocale, readStored, readThemeChoice } from './providers/preferences.ts';
import { warm } from './warm.ts';

applyTheme(readThemeChoice());
const root = createRoot(document.getElementById('root') as HTMLElement);
// The door of an event is a page of its own: it opens without a network.
const [, doorOf] = /^\/events\/([0-9a-f-]{36})\/door\/?$/.exec(location.pathname) ?? [];
// Who is signed in already goes straight through: the second stage loads while the first still asks its way.
if (!doorOf && readStored('rotunda.session') !== null) {
  void import('./app.tsx');
  warm(location.pathname);
}
const loadShell = async () => (await import('./app.tsx')).loadApp();

async function start() {
  try {
    const connection = await connect(await loadOfficeConfig());
    if (connection.session.read() === 'signed-in') connection.enter().catch(() => {});
    root.render(
      <StrictMode>
        <Boot connection={connection} loadShell={loadShell} />
      </StrictMode>,
    );
  } catch {
    const words = frontWords(readLocale());
    root.render(<Waiting message={words['front.no_server']} retry={words['front.retry']} onRetry={start} />);
  }
}

if (doorOf) void import('./features/events/door/start.tsx').then(({ startDoor }) => startDoor(root, doorOf));
else void start();
