import { useCustom } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type LetterKind, type RecordsRequest, writeRecordsLetter } from '../../../../domain/inquiries/records-request.ts';
import { nextStatuses } from '../../../../domain/inquiries/status.ts';
import { formatDate } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useActs } from '../../../shared/hooks/use-acts.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { InquiryRecord } from '../use-inquiry.ts';

type RecordsLetterProps = { kind: LetterKind; request: RecordsRequest; inquiry: InquiryRecord; onClose: () => void };
/** As records_letter answers. */
type Facts = { to: string | null; refused: string | null; lapses_on: string | null };

/** A letter that the law asks for, in the resident’s language: sent by mail, or copied where they have none. */
export function RecordsLetter(props: RecordsLetterProps) {
  const { t } = useWords();
  const { query } = useCustom<Facts>({
    url: 'records_letter',
    method: 'post',
    config: { payload: { p_inquiry: props.inquiry.id, p_kind: props.kind } },
    errorNotification: false,
    queryOptions: { gcTime: 0, staleTime: 0, refetchOnWindowFocus: false },
  });
  const facts = query.data?.data;
  return (
    <Modal open title={t(`records.letter_${props.kind}`)} footer={null} onCancel={props.onClose} destroyOnHidden width={640}>
      <RefusedLine error={query.error} />
      {!query.error && (facts ? <Letter {...props} facts={facts} /> : <RowSkeleton rows={6} />)}
    </Modal>
  );
}

function Letter({ kind, request, inquiry, facts, onClose }: RecordsLetterProps & { facts: Facts }) {
  const { t, locale } = useWords();
  const { languages } = useReferences();
  const { done } = useNotify();
  const { config } = useOffice().connection;
  const acts = useActs(['records_requests', 'inquiries', 'interactions', 'mails']);
  const language = inquiry.language === 'es' ? 'es' : 'en';
  const [key] = useState(() => crypto.randomUUID());
  const [to, setTo] = useState(facts.to ?? '');
  const mayWait = kind === 'question' && nextStatuses(inquiry.status).includes('waiting_resident');
  const [waits, setWaits] = useState(true);
  const [text, setText] = useState(() => draftOf(kind, request, inquiry, { facts, office: config.office_name }));
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = (...fields: string[]) => (refusal?.field && fields.includes(refusal.field) ? refusalText(refusal, t) : undefined);
  const isShown = at('answer_to', 'reply_blocked', 'reply_body', 'reply_missing') !== undefined;
  const send = () =>
    acts
      .rpc(
        'send_records_letter',
        {
          p_inquiry: inquiry.id,
          p_version: inquiry.version,
          p_kind: kind,
          p_letter: { key, to: to.trim(), body: text, language, version: request.version, waits: mayWait && waits },
        },
        ({ act }) => done(t('records.letter_queued'), { undo: act }),
      )
      .then((sent) => {
        if (sent) onClose();
      });
  const copy = () =>
    navigator.clipboard.writeText(text).then(() => {
      done(t('records.letter_copied'));
      onClose();
    });
  return (
    <form
      className="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="secondary">{t('records.letter_hint')}</p>
      {kind === 'question' && language !== locale && (
        <p className="notice notice-amber">
          {t('records.letter_language', { language: languages.find(({ code }) => code === language)?.name ?? language })}
        </p>
      )}
      <TextField label={t('reply.to')} maxLength={254} value={to} onChange={setTo} error={at('answer_to', 'reply_blocked')} />
      <div lang={language}>
        <TextField
          label={t('records.letter_text')}
          value={text}
          onChange={setText}
          rows={14}
          maxLength={8000}
          error={at('reply_body', 'reply_missing')}
        />
      </div>
      {mayWait && (
        <label className="check">
          <input type="checkbox" checked={waits} onChange={({ target }) => setWaits(target.checked)} />
          <span>{t('records.letter_waits')}</span>
        </label>
      )}
      {!config.sends_mail && <p className="notice notice-amber">{t('reply.no_server')}</p>}
      {!isShown && <RefusedLine error={acts.error} />}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button onClick={() => void copy()}>{t('records.letter_copy')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('records.letter_send')}
        </Button>
      </div>
    </form>
  );
}

/** What the letter says to begin with; three dots stand where the request does not say it yet. */
function draftOf(kind: LetterKind, request: RecordsRequest, inquiry: InquiryRecord, { facts, office }: { facts: Facts; office: string }) {
  const tag = inquiry.language === 'es' ? 'es-US' : 'en-US';
  const day = (on: string | null) => (on ? formatDate(on, tag) : '…');
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD' });
  return writeRecordsLetter(kind, inquiry.language, {
    number: inquiry.number,
    subject: inquiry.subject,
    office,
    received: day(request.received_by_office_on),
    reason: request.delay_reason ?? '…',
    until: day(request.delay_until_on),
    place: request.delay_place ? `, ${request.delay_place}` : '',
    question: request.question ?? '…',
    fee: request.fee_cents ? money.format(request.fee_cents / 100) : '…',
    lapses: day(facts.lapses_on),
  });
}
