import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';

/** An object URL is kept for a minute, long enough for a slow viewer to read it. */
const urlLifeMs = 60_000;

/** The radar as a PDF, as it is narrowed on screen, in the reader's language. Fetched with their session: its address alone opens nothing. */
export function RadarPdf({ asked }: { asked: Record<string, unknown> }) {
  const { t, locale } = useWords();
  const { connection } = useOffice();
  const { refused } = useNotify();
  const [isWorking, setWorking] = useState(false);

  async function open() {
    // The window is opened by the click itself: browsers block one that opens later.
    const tab = window.open('about:blank');
    setWorking(true);
    try {
      const query = new URLSearchParams({ lang: locale, query: JSON.stringify(asked) });
      const response = await askServer(connection, `/awards/radar.pdf?${query}`);
      const url = URL.createObjectURL(await response.blob());
      setTimeout(() => URL.revokeObjectURL(url), urlLifeMs);
      if (tab) tab.location.replace(url);
      else location.assign(url);
    } catch (error) {
      tab?.close();
      refused(refusalText(toRefusal(error), t));
    } finally {
      setWorking(false);
    }
  }
  return (
    <Button loading={isWorking} onClick={() => void open()}>
      {t('radar.pdf')}
    </Button>
  );
}
