import { Button } from 'antd';
import { useRef, useState } from 'react';
import { askServer } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';

type LogoFieldProps = { path: string | null; mayEdit: boolean; onChanged: () => void };

/** The office's logo, which stands at the sign-in: seen, replaced, taken away. */
export function LogoField({ path, mayEdit, onChanged }: LogoFieldProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function send(init: RequestInit, said: string) {
    setWorking(true);
    setError(null);
    try {
      await askServer(connection, '/office/logo', init);
      done(said);
      onChanged();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return (
    <section className="settings-logo">
      <h2>{t('settings.logo')}</h2>
      <p className="secondary">{t('settings.logo_hint')}</p>
      {path ? <img src={`/office/logo/${path.replace('files/', '')}`} alt={t('settings.logo_alt')} /> : <p>{t('settings.logo_none')}</p>}
      {mayEdit && (
        <div className="settings-logo-acts">
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('settings.logo_choose')}
            accept="image/png,image/jpeg"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file)
                void send({ method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body: file }, t('settings.logo_saved'));
            }}
          />
          <Button loading={isWorking} onClick={() => input.current?.click()}>
            {t('settings.logo_choose')}
          </Button>
          {path && (
            <Button disabled={isWorking} onClick={() => void send({ method: 'DELETE' }, t('settings.logo_removed'))}>
              {t('settings.logo_remove')}
            </Button>
          )}
        </div>
      )}
      <RefusedLine error={error} />
    </section>
  );
}
