import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';

type FeedAddressProps = { label: string; url: string; hint?: string };

/** An address to hand to a calendar program: opened there at once, or copied. */
export function FeedAddress({ label, url, hint }: FeedAddressProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const input = useRef<InputRef>(null);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Without the clipboard the text is selected: the person copies it by hand.
    }
  }
  return (
    <div className="feed-address">
      <Field label={label} hint={hint}>
        {(control) => <Input {...control} ref={input} readOnly value={url} onFocus={({ target }) => target.select()} />}
      </Field>
      <div className="feed-acts">
        <Button onClick={() => void copy()} aria-label={t('feeds.copy_of', { name: label })}>
          {t('feeds.copy')}
        </Button>
        <Button href={url.replace(/^https?:/, 'webcal:')} aria-label={t('feeds.open_of', { name: label })}>
          {t('feeds.open')}
        </Button>
        <span role="status" className="secondary">
          {copied ? t('feeds.copied') : ''}
        </span>
      </div>
    </div>
  );
}
