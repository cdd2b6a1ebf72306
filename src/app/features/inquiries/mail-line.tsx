import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { fetchFile, saveBlob } from '../../shared/attachments/transfer.ts';
import { Tag } from '../../shared/components/tag.tsx';
import { type InquiryMail, useMails } from './use-mails.ts';

/** Below an entry that is a mail: who to or from, about what, what became of it, and the whole of it. */
export function MailLine({ inquiryId, interactionId }: { inquiryId: string; interactionId: string }) {
  const mail = useMails(inquiryId).find((one) => one.interaction_id === interactionId);
  return mail ? <Line mail={mail} /> : null;
}

function Line({ mail }: { mail: InquiryMail }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const { refused } = useNotify();
  const [isWhole, setWhole] = useState(false);
  const { direction, attachment_id: original } = mail;
  const address =
    direction === 'out'
      ? mail.to_addresses.join(', ')
      : [mail.from_name, mail.from_address && `<${mail.from_address}>`].filter(Boolean).join(' ');
  const open = (id: string) =>
    fetchFile(connection, id, 'download').then(
      (blob) => saveBlob(blob, `${mail.subject || 'mail'}.eml`),
      () => refused(t('refusal.unexpected')),
    );
  return (
    <div className="told-mail">
      <p className="secondary">
        {[
          t(direction === 'out' ? 'mail.to' : 'mail.from', { address }),
          mail.cc_addresses.length > 0 && t('mail.cc', { address: mail.cc_addresses.join(', ') }),
          mail.subject,
          mail.source === 'file' && t('mail.added'),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        <Fate mail={mail} />
      </p>
      {direction === 'in' && (
        <p className="told-foot">
          {mail.body && (
            <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {t(isWhole ? 'mail.less' : 'mail.whole')}
            </button>
          )}{' '}
          {original && (
            <button type="button" className="link" onClick={() => void open(original)}>
              {t('mail.original')}
            </button>
          )}
        </p>
      )}
      {isWhole && <p className="told-text told-internal lines">{mail.body}</p>}
    </div>
  );
}

/** What became of one of ours. */
function Fate({ mail: { delivery } }: { mail: InquiryMail }) {
  const { t, format } = useWords();
  if (!delivery) return null;
  const { status, reason, bounced_at, send_at, settled_at } = delivery;
  if (bounced_at) return <Tag tone="brick">{t('mail.bounced')}</Tag>;
  if (status === 'failed') return <Tag tone="brick">{t('mail.failed', { reason: reason ?? '' })}</Tag>;
  if (status === 'cancelled') {
    if (reason === 'by_hand') return <Tag tone="plain">{t('mail.cancelled')}</Tag>;
    const why = reason === 'sample' ? t('reply.sample') : reason === 'suppressed' ? t('reply.suppressed') : (reason ?? '');
    return <Tag tone="amber">{t('mail.cancelled_why', { reason: why })}</Tag>;
  }
  return status === 'waiting' ? (
    <Tag tone="amber">{t('mail.waiting', { time: format.instant(send_at) })}</Tag>
  ) : (
    <span>{t('mail.sent', { time: format.instant(settled_at ?? send_at) })}</span>
  );
}
