import { type RefObject, useState } from 'react';
import { toggleEmphasis, toggleList } from '../../../../domain/campaigns/markup.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { applyEdit, readMarked, type TextControl } from './apply-edit.ts';
import { FieldPicker } from './field-picker.tsx';
import { LinkPicker } from './link-picker.tsx';

type TextToolsProps = {
  target: RefObject<TextControl | null>;
  /** Fields only: a subject has neither bold words nor lists. */
  isPlain?: boolean;
};

/** The small tools of a text: bold, italic, lists, a link, a field of the reader. They work where the cursor stands. */
export function TextTools({ target, isPlain = false }: TextToolsProps) {
  const { t } = useWords();
  const [open, setOpen] = useState<'link' | 'field' | null>(null);
  const edit = (make: (marked: ReturnType<typeof readMarked>) => Parameters<typeof applyEdit>[1]) => () => {
    if (target.current) applyEdit(target.current, make(readMarked(target.current)));
  };
  const tools = [
    { key: 'bold', act: edit((marked) => toggleEmphasis(marked, 'bold')) },
    { key: 'italic', act: edit((marked) => toggleEmphasis(marked, 'italic')) },
    { key: 'bullets', act: edit((marked) => toggleList(marked, 'bullets')) },
    { key: 'numbers', act: edit((marked) => toggleList(marked, 'numbers')) },
  ] as const;
  return (
    <>
      <span className="block-tools">
        {!isPlain &&
          tools.map(({ key, act }) => (
            // The pointer must not take the selection away from the text.
            <button key={key} type="button" className={`tool tool-${key}`} onMouseDown={(event) => event.preventDefault()} onClick={act}>
              {t(`write.tool.${key}`)}
            </button>
          ))}
        {!isPlain && (
          <button type="button" className="tool" aria-expanded={open === 'link'} onClick={() => setOpen(open === 'link' ? null : 'link')}>
            {t('write.tool.link')}
          </button>
        )}
        <button type="button" className="tool" aria-expanded={open === 'field'} onClick={() => setOpen(open === 'field' ? null : 'field')}>
          {t('write.tool.field')}
        </button>
      </span>
      {open === 'link' && <LinkPicker target={target} onClose={() => setOpen(null)} />}
      {open === 'field' && <FieldPicker target={target} onClose={() => setOpen(null)} />}
    </>
  );
}
