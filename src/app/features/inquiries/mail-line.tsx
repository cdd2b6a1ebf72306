import { useState } from 'react';
import type { StoryMail } from '../../../domain/inquiries/timeline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { fetchFile, saveBlob } from '../../shared/attachments/transfer.ts';
import { Fate } from './fate.tsx';

/** Below an entry that is a mail: who to or from, about what, what became of it, and the whole of it. `isWhole`: it stands there at once. */
export function MailLine({ mail, isWhole: isWholeAtOnce = false }: { mail: StoryMail; isWhole?: boolean }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const { refused } = useNotify();
  const [isWhole, setWhole] = useState(isWholeAtOnce);
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
        <Fate delivery={mail.delivery} />
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
