import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import type { RegistrationSummary } from './use-registrations.ts';

type ShareProps = { event: { title: string }; summary: RegistrationSummary };

/** The way for the public: the page, its code for a poster, and what another site writes to show the form. */
export function RegistrationShare({ event, summary }: ShareProps) {
  const { t } = useWords();
  if (!summary.slug || !summary.is_published) return <p className="notice">{t('registrations.not_public')}</p>;
  const address = `${window.location.origin}/e/${summary.slug}`;
  const title = event.title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return (
    <div className="registrations-public">
      <p>
        {t(summary.takes_registrations ? 'registrations.public_page' : 'registrations.public_only')}{' '}
        <a href={address} target="_blank" rel="noreferrer">
          {address}
        </a>
      </p>
      <details className="registrations-share">
        <summary>{t('registrations.share')}</summary>
        <div className="registrations-share-body">
          <Copied label={t('registrations.share_link')} text={address} />
          <Copied
            label={t('registrations.share_embed')}
            hint={t('registrations.share_embed_hint')}
            text={`<iframe src="${address}?embed=1" title="${title}" style="width:100%;height:900px;border:0"></iframe>`}
          />
          <div>
            <p className="field-label">{t('registrations.share_code')}</p>
            <img
              className="registrations-code"
              src={`/e/${summary.slug}/qr.svg`}
              alt={t('registrations.share_code_alt', { address })}
              loading="lazy"
            />
            <p>
              <a href={`/e/${summary.slug}/qr.svg`} download={`${summary.slug}.svg`}>
                {t('registrations.share_code_save')}
              </a>
            </p>
          </div>
        </div>
      </details>
    </div>
  );
}

function Copied({ label, hint, text }: { label: string; hint?: string; text: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const input = useRef<InputRef>(null);
  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without the clipboard the text is selected: the person copies it by hand.
    }
  }
  return (
    <div className="registrations-copy">
      <Field label={label} hint={hint}>
        {(control) => <Input {...control} ref={input} readOnly value={text} />}
      </Field>
      <p className="registrations-copied">
        <button type="button" className="link" onClick={() => void copy()} aria-label={t('registrations.copy_of', { what: label })}>
          {t('registrations.copy')}
        </button>
        <span role="status" className="secondary">
          {isCopied ? t('registrations.copied') : ''}
        </span>
      </p>
    </div>
  );
}
