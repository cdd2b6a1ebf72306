import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';

const SubscribeDialog = lazy(() => import('./subscribe-dialog.tsx').then((module) => ({ default: module.SubscribeDialog })));

/** The way to the events in one's own calendar program. */
export function SubscribeButton() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('feeds.subscribe')}
      </Button>
      {isOpen && (
        <Suspense>
          <SubscribeDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
