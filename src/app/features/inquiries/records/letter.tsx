import { Button, Modal } from 'antd';
import { useState } from 'react';
import { type LetterKind, type RecordsRequest, writeRecordsLetter } from '../../../../domain/inquiries/records-request.ts';
import { formatDate } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { InquiryRecord } from '../use-inquiry.ts';

type RecordsLetterProps = { kind: LetterKind; request: RecordsRequest; inquiry: InquiryRecord; onClose: () => void };

/** A letter that the law asks for, in the resident's language, to copy into a reply. That it was sent is noted in the request. */
export function RecordsLetter({ kind, request, inquiry, onClose }: RecordsLetterProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { config } = useOffice().connection;
  const tag = inquiry.language === 'es' ? 'es-US' : 'en-US';
  const day = (on: string | null) => (on ? formatDate(on, tag) : '…');
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD' });
  const [text, setText] = useState(() =>
    writeRecordsLetter(kind, inquiry.language, {
      number: inquiry.number,
      subject: inquiry.subject,
      office: config.office_name,
      received: day(request.received_by_office_on),
      reason: request.delay_reason ?? '…',
      until: day(request.delay_until_on),
      place: request.delay_place ? `, ${request.delay_place}` : '',
      fee: request.fee_cents ? money.format(request.fee_cents / 100) : '…',
      lapses: day(request.fee_lapses_on),
    }),
  );
  return (
    <Modal open title={t(`records.letter_${kind}`)} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <div className="dialog-form">
        <p className="secondary">{t('records.letter_hint')}</p>
        <div lang={inquiry.language === 'es' ? 'es' : 'en'}>
          <TextField label={t('records.letter_text')} value={text} onChange={setText} rows={14} maxLength={8000} />
        </div>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="primary"
            onClick={() =>
              void navigator.clipboard.writeText(text).then(() => {
                done(t('records.letter_copied'));
                onClose();
              })
            }
          >
            {t('records.letter_copy')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
