import { useEffect, useRef } from 'react';
import { type BlockKind, blockKinds } from '../../../../../domain/campaigns/blocks.ts';
import { useWords } from '../../../../providers/i18n.tsx';

type AddRowProps = {
  onAdd: (kind: BlockKind) => void;
  /** Where it was opened between two blocks: it takes the keyboard, and Escape closes it. */
  onClose?: (() => void) | undefined;
};

/** The kinds of blocks, each as a word to add it by. */
export function AddRow({ onAdd, onClose }: AddRowProps) {
  const { t } = useWords();
  const first = useRef<HTMLButtonElement>(null);
  const takesFocus = onClose !== undefined;
  useEffect(() => {
    if (takesFocus) first.current?.focus();
  }, [takesFocus]);
  return (
    // Escape closes what was opened between two blocks.
    <fieldset
      className="add-row"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onClose) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <legend className="visually-hidden">{t('write.add')}</legend>
      <span className="secondary" aria-hidden="true">
        {t('write.add')}
      </span>
      {blockKinds.map((kind, index) => (
        <button key={kind} ref={index === 0 ? first : undefined} type="button" className="add-kind" onClick={() => onAdd(kind)}>
          {t(`write.kind.${kind}`)}
        </button>
      ))}
      {onClose && (
        <button type="button" className="link" onClick={onClose}>
          {t('action.cancel')}
        </button>
      )}
    </fieldset>
  );
}
