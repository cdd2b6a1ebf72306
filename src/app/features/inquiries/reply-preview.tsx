import '../../styles/letters.css';
import { Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { type ReplyValues, toReply } from './use-reply.ts';

type Written = {
  language: string;
  subject: string;
  text: string;
  html: string;
  to: string | null;
  cc: { address: string; refused: string | null }[];
  missing: string[];
  refused: string | null;
};

/** The answer as the person gets it, written by the same hand that writes the real one. */
export function ReplyPreview({ inquiry, values, onClose }: { inquiry: string; values: ReplyValues; onClose: () => void }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const [form, setForm] = useState<'html' | 'text'>('html');
  const [written, setWritten] = useState<Written | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    askServerJson<Written>(connection, `/inquiries/${inquiry}/replies/preview`, toReply(values)).then(
      (answer) => isCurrent && setWritten(answer),
      (refused) => isCurrent && setError(refused),
    );
    return () => {
      isCurrent = false;
    };
  }, [connection, inquiry, values]);
  return (
    <Modal open title={t('reply.preview')} width={760} onCancel={onClose} footer={null} destroyOnHidden className="letter-preview">
      <Radio.Group
        aria-label={t('letters.shown_as')}
        value={form}
        onChange={(chosen) => setForm(chosen.target.value as 'html' | 'text')}
        options={[
          { value: 'html', label: t('letters.as_html') },
          { value: 'text', label: t('letters.as_text') },
        ]}
      />
      <RefusedLine error={error} />
      {!written && error === null && <RowSkeleton rows={4} />}
      {written && (
        <>
          {written.missing.length > 0 && (
            <p className="notice notice-amber">{t('reply.missing', { words: written.missing.map((word) => `{${word}}`).join(', ') })}</p>
          )}
          {(written.refused === 'suppressed' || written.refused === 'sample') && (
            <p className="notice notice-amber">{t(`reply.${written.refused}`)}</p>
          )}
          {written.cc
            .filter(({ refused }) => refused === 'suppressed')
            .map(({ address }) => (
              <p key={address} className="notice notice-amber">
                {t('reply.cc_blocked', { address })}
              </p>
            ))}
          <p className="letter-subject">
            {written.to && (
              <>
                <span className="secondary">{t('reply.to')}</span> {written.to}
                <br />
              </>
            )}
            {written.cc.length > 0 && (
              <>
                <span className="secondary">{t('reply.cc')}</span> {written.cc.map(({ address }) => address).join(', ')}
                <br />
              </>
            )}
            <span className="secondary">{t('letters.subject')}</span> <b lang={written.language}>{written.subject}</b>
          </p>
          {form === 'html' ? (
            // Nothing in it may run, and nothing in it opens.
            <iframe title={t('letters.frame')} sandbox="" srcDoc={written.html} className="letter-frame" />
          ) : (
            <pre className="letter-text" lang={written.language}>
              {written.text}
            </pre>
          )}
        </>
      )}
    </Modal>
  );
}
