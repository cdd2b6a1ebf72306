import { useOne } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type Resident, residentColumns } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useApplicationActs } from '../../shared/applications/use-applications.ts';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import type { useScreener } from './use-screener.ts';

type MailDialogProps = { screener: ReturnType<typeof useScreener>; residentId: string | null; onClose: () => void };

/** Sends the sheet to an address that the resident gives, and says what of it is kept. */
export function MailDialog({ screener, residentId, onClose }: MailDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useApplicationActs();
  // One press of the button is one letter, however often it has to be tried.
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<string | null>(null);
  const { query } = useOne<Resident>({
    resource: 'residents',
    id: residentId ?? '',
    meta: { select: residentColumns },
    errorNotification: false,
    queryOptions: { enabled: residentId !== null },
  });
  const addresses = query.data?.data.emails.map(({ address }) => address) ?? [];
  const to = typed ?? addresses[0] ?? '';
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtField = refusal?.field === 'sheet_to' || refusal?.field === 'sheet_suppressed';
  async function send() {
    const p_sheet = {
      key,
      to: to.trim(),
      language: screener.sheetLanguage,
      answers: screener.answers,
      programs: screener.chosen,
      ...(residentId ? { resident_id: residentId } : {}),
    };
    await acts.rpc('mail_screener_sheet', { p_sheet }, () => {
      onClose();
      done(t('screener.mailed', { to: to.trim() }));
    });
  }
  return (
    <Modal open title={t('screener.mail')} footer={null} onCancel={onClose} destroyOnHidden width={480}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={t('screener.mail_to')}
          value={to}
          onChange={setTyped}
          suggestions={addresses}
          maxLength={254}
          error={isAtField && refusal ? refusalText(refusal, t) : undefined}
        />
        <p className="secondary">{t('screener.mail_note')}</p>
        {!isAtField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('screener.mail_send')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
