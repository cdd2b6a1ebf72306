import { useSyncExternalStore } from 'react';
import { useWords } from '../providers/i18n.tsx';

function subscribe(listener: () => void): () => void {
  globalThis.addEventListener('online', listener);
  globalThis.addEventListener('offline', listener);
  return () => {
    globalThis.removeEventListener('online', listener);
    globalThis.removeEventListener('offline', listener);
  };
}

/** Says that the computer has no network, and what is safe. */
export function OfflineBanner() {
  const { t } = useWords();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return <div role="status">{!online && <p className="offline">{t('shell.offline')}</p>}</div>;
}
