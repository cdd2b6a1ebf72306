import { useList } from '@refinedev/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { LetterKind, RecordsRequest } from '../../../../domain/inquiries/records-request.ts';
import { dateOfInstant } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice, useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useActs } from '../../../shared/hooks/use-acts.ts';
import type { InquiryRecord } from '../use-inquiry.ts';
import { RecordsDialog } from './dialog.tsx';
import { RecordsLetter } from './letter.tsx';
import { RecordsStand } from './stand.tsx';

/** The clock of the law, where an inquiry is a request for public records; otherwise the way to say that it is one. */
export function RecordsPanel({ inquiry }: { inquiry: InquiryRecord }) {
  const { t, format } = useWords();
  const { config } = useOffice().connection;
  const today = useToday();
  const mayEdit = useAllowed('inquiries', 'edit');
  const maySeeCopies = useAllowed('packets', 'open');
  const acts = useActs(['records_requests']);
  const { done } = useNotify();
  const [dialog, setDialog] = useState<'edit' | LetterKind | null>(null);
  const { query } = useList<RecordsRequest>({
    resource: 'records_requests',
    meta: { select: '*' },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: inquiry.id }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const answer = (asked: RecordsRequest) =>
    acts.rpc(
      'save_records_request',
      { p_inquiry: inquiry.id, p_request: { question_answered_on: today }, p_version: asked.version },
      ({ act }) => done(t('records.question_answered'), { undo: act }),
    );
  if (!query.data) return null;
  const request = query.data.data[0] ?? null;
  if (!request && !mayEdit) return null;
  const date = (on: string) => format.date(on, today);
  const lines = request
    ? [
        request.received_by_custodian_on &&
          t('records.has_it', { name: request.custodian ?? '', date: date(request.received_by_custodian_on) }),
        request.due_on &&
          request.due_on !== request.safe_due_on &&
          !request.ended_on &&
          t('records.differs', { date: date(request.due_on) }),
        request.delay_sent_on && t('records.delay_told', { date: date(request.delay_sent_on) }),
        request.fee_cents &&
          request.fee_lapses_on &&
          t('records.fee_open', { fee: format.money(request.fee_cents), date: date(request.fee_lapses_on) }),
        request.fee_paid_on && t('records.fee_paid', { date: date(request.fee_paid_on) }),
        request.question_lapses_on && t('records.question_open', { date: date(request.question_lapses_on) }),
      ].filter((line): line is string => Boolean(line))
    : [];
  return (
    <section className="records" aria-label={t('records.panel')}>
      {request ? (
        <>
          <p>
            <Link to="/records-requests" className="link">
              {t('records.panel')}
            </Link>
            : <RecordsStand request={request} />
          </p>
          {lines.map((line) => (
            <p key={line} className="secondary">
              {line}
            </p>
          ))}
          {mayEdit && (
            <p className="records-acts">
              <button type="button" className="link" onClick={() => setDialog('edit')}>
                {t('records.change')}
              </button>{' '}
              {!request.ended_on && (
                <>
                  <button type="button" className="link" onClick={() => setDialog('delay')}>
                    {t('records.letter_delay')}
                  </button>{' '}
                  <button type="button" className="link" onClick={() => setDialog('fee')}>
                    {t('records.letter_fee')}
                  </button>{' '}
                  <button type="button" className="link" onClick={() => setDialog('question')}>
                    {t('records.letter_question')}
                  </button>{' '}
                  {request.question_lapses_on && (
                    <button type="button" className="link" disabled={acts.isWorking} onClick={() => void answer(request)}>
                      {t('records.question_answer')}
                    </button>
                  )}
                </>
              )}
            </p>
          )}
          <RefusedLine error={acts.error} />
        </>
      ) : (
        <button type="button" className="link" onClick={() => setDialog('edit')}>
          {t('records.begin')}
        </button>
      )}
      {maySeeCopies && (
        <p>
          <Link to={`/inquiries/${inquiry.id}/packet`} className="link">
            {t('packet.title')}
          </Link>
        </p>
      )}
      {dialog === 'edit' && (
        <RecordsDialog
          inquiryId={inquiry.id}
          openedOn={dateOfInstant(inquiry.opened_at, config.time_zone)}
          request={request}
          onClose={() => setDialog(null)}
        />
      )}
      {request && dialog && dialog !== 'edit' && (
        <RecordsLetter kind={dialog} request={request} inquiry={inquiry} onClose={() => setDialog(null)} />
      )}
    </section>
  );
}
