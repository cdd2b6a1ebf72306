import '@ant-design/v5-patch-for-react-19';
import './styles/controls.css';
import './styles/shell.css';
import './styles/lists.css';
import './styles/print.css';
import { App as AntApp } from 'antd';
import { type ComponentType, useEffect, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { Waiting } from './boot/waiting.tsx';
import { en } from './i18n/en.ts';
import { frontWords } from './i18n/front.ts';
import type { Dictionary } from './i18n/translate.ts';
import type { Connection } from './providers/connection.ts';
import { loadDictionary, WordsProvider } from './providers/i18n.tsx';
import { readLocale } from './providers/preferences.ts';
import { ThemeProvider } from './providers/theme.tsx';
import { Door } from './shell/door.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';

/** The second stage, loaded while somebody signs in. */
export async function loadApp(): Promise<ComponentType<{ connection: Connection }>> {
  return App;
}

function App({ connection }: { connection: Connection }) {
  const [locale] = useState(readLocale);
  const [dictionary, setDictionary] = useState<Dictionary | null>(locale === 'en' ? en : null);
  useEffect(() => {
    if (!dictionary) loadDictionary(locale).then(setDictionary, () => setDictionary(en));
  }, [dictionary, locale]);
  if (!dictionary) return <Waiting message={frontWords(locale)['front.opening']} />;
  return (
    <WordsProvider locale={locale} dictionary={dictionary} timeZone={connection.config.time_zone}>
      <ThemeProvider>
        <AntApp component={false} message={{ maxCount: 1, top: 'calc(100dvh - 128px)' }}>
          <ErrorBoundary>
            <BrowserRouter>
              <Door connection={connection} />
            </BrowserRouter>
          </ErrorBoundary>
        </AntApp>
      </ThemeProvider>
    </WordsProvider>
  );
}
