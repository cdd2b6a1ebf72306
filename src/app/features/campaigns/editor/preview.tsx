import { useEffect, useState } from 'react';
import type { Refusal } from '../../../../data/refusals.ts';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { LetterFrame } from './letter-frame.tsx';
import { type Reader, ReaderField } from './reader-field.tsx';
import type { Preview as PreviewAnswer } from './use-preview.ts';

/** How the letter is looked at. */
export type Look = { part: 'html' | 'text'; width: 'phone' | 'desktop'; isDark: boolean; variant: 'a' | 'b'; reader: Reader | null };
export const firstLook: Look = { part: 'html', width: 'phone', isDark: false, variant: 'a', reader: null };

type PreviewProps = {
  campaign: CampaignRecord;
  preview: PreviewAnswer | null;
  refusal: Refusal | null;
  isAsking: boolean;
  look: Look;
  onLook: (patch: Partial<Look>) => void;
  hasVariants: boolean;
  language: string;
};

/** The letter as it arrives: as HTML or text, on a phone or a desk, in the light or the dark, for a sample reader or for somebody. */
export function LetterPreview({ campaign, preview, refusal, isAsking, look, onLook, hasVariants, language }: PreviewProps) {
  const { t, format } = useWords();
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    if (!isWide) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setWide(false);
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isWide]);
  const kilobytes = preview ? format.number(Math.max(1, Math.round(preview.bytes / 1024))) : '';
  return (
    <section className={isWide ? 'letter-preview letter-preview-wide' : 'letter-preview'} aria-label={t('write.preview')}>
      <div className="preview-head">
        <h2>{t('write.preview')}</h2>
        <span className="secondary" role="status">
          {isAsking && preview ? t('write.preview_asking') : preview ? t('write.preview_size', { kilobytes }) : ''}
        </span>
        <button type="button" className="link preview-wide" aria-pressed={isWide} onClick={() => setWide(!isWide)}>
          {t(isWide ? 'write.preview_narrow' : 'write.preview_widen')}
        </button>
      </div>
      <div className="preview-ways">
        <Choice
          label={t('write.part')}
          value={look.part}
          options={[
            ['html', t('write.part_html')],
            ['text', t('write.part_text')],
          ]}
          onChange={(part) => onLook({ part })}
        />
        {look.part === 'html' && (
          <>
            <Choice
              label={t('write.width')}
              value={look.width}
              options={[
                ['phone', t('write.width_phone')],
                ['desktop', t('write.width_desktop')],
              ]}
              onChange={(width) => onLook({ width })}
            />
            <Choice
              label={t('write.light')}
              value={look.isDark ? 'dark' : 'light'}
              options={[
                ['light', t('write.light_light')],
                ['dark', t('write.light_dark')],
              ]}
              onChange={(light) => onLook({ isDark: light === 'dark' })}
            />
          </>
        )}
        {hasVariants && (
          <Choice
            label={t('write.variant')}
            value={look.variant}
            options={[
              ['a', t('write.variant_a')],
              ['b', t('write.variant_b')],
            ]}
            onChange={(variant) => onLook({ variant })}
          />
        )}
        <ReaderField campaign={campaign} value={look.reader} onChange={(reader) => onLook({ reader })} />
      </div>
      {refusal && (
        <p className="notice notice-brick" role="alert">
          {refusalText(refusal, t)}
        </p>
      )}
      {!preview && !refusal && <RowSkeleton rows={5} />}
      {preview && (
        <div className="preview-paper">
          <p className="preview-subject" lang={language} dir="auto">
            {preview.subject || t('campaign_list.no_subject')}
          </p>
          {look.part === 'html' ? (
            <LetterFrame
              html={preview.html}
              title={t('write.preview_frame')}
              width={look.width === 'phone' ? 390 : null}
              isDark={look.isDark}
            />
          ) : (
            <pre className="preview-text" lang={language} dir="auto">
              {preview.text}
            </pre>
          )}
        </div>
      )}
      {look.part === 'html' && preview && <p className="secondary">{t('write.preview_pictures')}</p>}
    </section>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: [Value, string][];
  onChange: (value: Value) => void;
};

/** Two or three words of which one holds. */
function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="choice-line" aria-label={label}>
      {options.map(([key, words]) => (
        <button key={key} type="button" aria-pressed={value === key} onClick={() => onChange(key)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
