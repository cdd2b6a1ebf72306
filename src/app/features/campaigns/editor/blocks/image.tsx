import { Button, Input } from 'antd';
import { type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react';
import { toRefusal } from '../../../../../data/refusals.ts';
import { limits } from '../../../../../domain/campaigns/blocks.ts';
import { completeAddress } from '../../../../../domain/campaigns/markup.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { useOffice } from '../../../../providers/office.tsx';
import { Field } from '../../../../shared/components/field.tsx';
import { refusalText } from '../../../../shared/refusal-text.ts';
import { sendPicture } from '../send-picture.ts';
import type { BlockPartProps } from './part.ts';

const taken = 'image/png,image/jpeg,image/gif';

/** A picture: dropped, pasted, chosen, or by its address; with words for whoever does not see it. */
export function ImagePart({ block, onChange, language, campaignId, problems }: BlockPartProps<'image'>) {
  const { t } = useWords();
  const { connection } = useOffice();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const latest = useRef(onChange);
  latest.current = onChange;

  async function take(files: FileList | null | undefined) {
    const file = [...(files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (!file) return false;
    setWrong(null);
    setShare(0);
    try {
      const { url, width } = await sendPicture(connection, campaignId, file, setShare);
      latest.current({ url, ...(width && width < limits.width ? { width } : {}) });
    } catch (error) {
      setWrong(refusalText(toRefusal(error), t));
    } finally {
      setShare(null);
    }
    return true;
  }
  const onPaste = (event: ClipboardEvent) => {
    if ([...event.clipboardData.files].some(({ type }) => type.startsWith('image/'))) {
      event.preventDefault();
      void take(event.clipboardData.files);
    }
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // The pointer may drop a picture anywhere here; the button chooses one, and pasting works in every field.
    <fieldset
      className={isOver ? 'block-fields block-image block-image-over' : 'block-fields block-image'}
      aria-label={t('write.kind.image')}
      onPaste={onPaste}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        void take(event.dataTransfer.files);
      }}
    >
      <div className="block-picture">
        {block.url && share === null ? <img src={block.url} alt={block.alt} /> : null}
        <p className="picture-ways">
          <Button size="small" loading={share !== null} onClick={() => chooser.current?.click()}>
            {t(block.url ? 'write.image_other' : 'write.image_choose')}
          </Button>
          <span className="secondary">
            {share === null ? t('write.image_ways') : t('write.image_sending', { percent: Math.round(share * 100) })}
          </span>
        </p>
        <input
          ref={chooser}
          id={id}
          type="file"
          accept={taken}
          hidden
          onChange={(event) => {
            void take(event.target.files);
            event.target.value = '';
          }}
        />
        {wrong && (
          <p className="field-error" role="alert">
            {wrong}
          </p>
        )}
        {!wrong && problems.block_empty && <p className="field-error">{problems.block_empty}</p>}
      </div>
      <Field label={t('write.image_alt')} hint={t('write.image_alt_hint')} error={problems.alt_missing}>
        {(field) => (
          <Input
            {...field}
            lang={language}
            maxLength={limits.alt}
            value={block.alt}
            onChange={(event) => onChange({ alt: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('write.image_url')}>
        {(field) => (
          <Input
            {...field}
            inputMode="url"
            placeholder="https://"
            maxLength={limits.url}
            value={block.url}
            onChange={(event) => onChange({ url: event.target.value.trim() })}
          />
        )}
      </Field>
      <Field label={t('write.image_href')}>
        {(field) => (
          <Input
            {...field}
            inputMode="url"
            placeholder="https://"
            maxLength={limits.url}
            value={block.href ?? ''}
            onChange={(event) => onChange({ href: event.target.value || undefined } as Partial<typeof block>)}
            onBlur={() => block.href && onChange({ href: completeAddress(block.href) })}
          />
        )}
      </Field>
      <Field label={t('write.image_width')}>
        {(field) => (
          <input
            {...field}
            className="native"
            type="number"
            min={16}
            max={limits.width}
            placeholder={String(limits.width)}
            value={block.width ?? ''}
            onChange={(event) => {
              const width = Number(event.target.value);
              onChange({ width: width >= 1 ? Math.min(Math.round(width), limits.width) : undefined } as Partial<typeof block>);
            }}
          />
        )}
      </Field>
    </fieldset>
  );
}
