import { Input } from 'antd';
import { useState } from 'react';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';

/** The receiver's address, for whoever hands it over by hand; fetched only when it is asked for. */
export function PageLink({ id }: { id: string }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const show = () => {
    setError(null);
    askServerJson<{ url: string }>(connection, `/referrals/${id}/link`, {}).then((answer) => setUrl(answer.url), setError);
  };
  if (url) return <Input readOnly value={url} aria-label={t('referral.page_link')} onFocus={({ target }) => target.select()} />;
  return (
    <>
      <button type="button" className="link" onClick={show}>
        {t('referral.show_link')}
      </button>
      <RefusedLine error={error} />
    </>
  );
}
