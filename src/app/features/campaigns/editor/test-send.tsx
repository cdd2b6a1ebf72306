import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { LettersState } from './use-letters.ts';

type TestSendProps = { campaignId: string; language: string; state: LettersState['state']; saveNow: () => Promise<void> };

/** Sends the letter, as it is saved, to whoever writes it. */
export function TestSend({ campaignId, language, state, saveNow }: TestSendProps) {
  const { t } = useWords();
  const { connection, me } = useOffice();
  const { done } = useNotify();
  const [isSending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function send() {
    setSending(true);
    setWrong(null);
    try {
      // What was typed a moment ago is in the test, too.
      if (state !== 'saved') await saveNow();
      await askServerJson(connection, `/campaigns/${campaignId}/test`, { language, to: me.email });
      done(t('write.test_sent', { address: me.email }));
    } catch (error) {
      setWrong(refusalText(toRefusal(error), t));
    } finally {
      setSending(false);
    }
  }
  return (
    <div className="test-send">
      <Button onClick={() => void send()} loading={isSending} disabled={state === 'conflict'}>
        {t('write.test_send')}
      </Button>
      <span className="secondary">{t('write.test_to', { address: me.email })}</span>
      {wrong && (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
