import { type KeyboardEvent, useRef } from 'react';
import { limits } from '../../../../../domain/campaigns/blocks.ts';
import { continueList, toggleEmphasis } from '../../../../../domain/campaigns/markup.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { applyEdit, readMarked, type TextControl } from '../apply-edit.ts';
import { GrowArea } from '../grow-area.tsx';
import { TextTools } from '../text-tools.tsx';
import type { BlockPartProps } from './part.ts';

/** A heading of one of three levels. Enter goes on below. */
export function HeadingPart({ block, onChange, language, problems, onNext }: BlockPartProps<'heading'>) {
  const { t } = useWords();
  const control = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <div className="block-bar">
        <fieldset className="block-levels" aria-label={t('write.heading_level')}>
          {([1, 2, 3] as const).map((level) => (
            <button key={level} type="button" className="tool" aria-pressed={block.level === level} onClick={() => onChange({ level })}>
              {t('write.heading_of', { level })}
            </button>
          ))}
        </fieldset>
        <TextTools target={control} isPlain />
      </div>
      <GrowArea
        area={control}
        className={`block-text block-heading-${block.level}`}
        aria-label={t('write.kind.heading')}
        aria-invalid={problems.block_empty !== undefined}
        placeholder={t('write.heading_placeholder')}
        lang={language}
        maxLength={limits.heading}
        value={block.text}
        onChange={(event) => onChange({ text: event.target.value.replace(/\s*\n\s*/g, ' ') })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onNext();
        }}
      />
    </>
  );
}

/** Paragraphs, with bold and italic words, links, lists, fields of the reader. */
export function TextPart({ block, onChange, language, problems, onNext }: BlockPartProps<'text'>) {
  const { t } = useWords();
  const control = useRef<HTMLTextAreaElement>(null);
  function onKeyDown(event: KeyboardEvent<TextControl>) {
    if (event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'Enter') {
      event.preventDefault();
      onNext();
    } else if (isCommand && !event.shiftKey && !event.altKey && (event.key === 'b' || event.key === 'i')) {
      event.preventDefault();
      applyEdit(event.currentTarget, toggleEmphasis(readMarked(event.currentTarget), event.key === 'b' ? 'bold' : 'italic'));
    } else if (event.key === 'Enter' && !event.shiftKey) {
      const edit = continueList(readMarked(event.currentTarget));
      if (!edit) return;
      event.preventDefault();
      applyEdit(event.currentTarget, edit);
    }
  }
  return (
    <>
      <div className="block-bar">
        <TextTools target={control} />
      </div>
      <GrowArea
        area={control}
        className="block-text"
        aria-label={t('write.kind.text')}
        aria-invalid={problems.block_empty !== undefined}
        placeholder={t('write.text_placeholder')}
        lang={language}
        maxLength={limits.text}
        value={block.text}
        onChange={(event) => onChange({ text: event.target.value })}
        onKeyDown={onKeyDown}
      />
    </>
  );
}
