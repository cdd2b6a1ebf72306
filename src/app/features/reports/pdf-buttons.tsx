import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { fetchPdf } from './actions.ts';

/** An object URL is kept for a minute, long enough for a slow viewer to read it. */
const urlLifeMs = 60_000;

/** Opens or downloads the PDF. It is fetched with the reader's session, so its address alone opens nothing. */
export function PdfButtons({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const { refused } = useNotify();
  const [working, setWorking] = useState<'open' | 'download' | null>(null);

  async function run(way: 'open' | 'download') {
    // The window is opened by the click itself: browsers block one that opens later.
    const tab = way === 'open' ? window.open('about:blank') : null;
    setWorking(way);
    try {
      const pdf = await fetchPdf(connection, id);
      const url = URL.createObjectURL(pdf.blob);
      setTimeout(() => URL.revokeObjectURL(url), urlLifeMs);
      if (tab) tab.location.replace(url);
      else save(url, pdf.name);
    } catch (error) {
      tab?.close();
      refused(refusalText(toRefusal(error), t));
    } finally {
      setWorking(null);
    }
  }
  return (
    <span className="pdf-buttons">
      <Button loading={working === 'open'} onClick={() => void run('open')} aria-label={t('reports.open_pdf_of', { name })}>
        {t('reports.open_pdf')}
      </Button>
      <Button loading={working === 'download'} onClick={() => void run('download')} aria-label={t('reports.download_pdf_of', { name })}>
        {t('reports.download_pdf')}
      </Button>
    </span>
  );
}

function save(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
