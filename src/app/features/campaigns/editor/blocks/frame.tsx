import { type DragEvent, type KeyboardEvent, memo, type ReactNode } from 'react';
import type { Block } from '../../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { ButtonPart } from './button.tsx';
import { ImagePart } from './image.tsx';
import { EventsPart, ProgramsPart } from './lists.tsx';
import type { BlockPartProps } from './part.ts';
import { HeadingPart, TextPart } from './words.tsx';

type BlockFrameProps = {
  block: Block;
  at: number;
  count: number;
  language: string;
  campaignId: string;
  /** What is wrong, told below it: sentences by code. */
  problems: Partial<Record<Check['code'], string>>;
  isDragged: boolean;
  onChange: (id: string, patch: Partial<Block>) => void;
  onMove: (id: string, to: number) => void;
  onDuplicate: (id: string) => void;
  onRemove: (id: string) => void;
  onNext: (id: string) => void;
  onLeave: (id: string) => void;
  onDragStart: (id: string, event: DragEvent) => void;
  onDragEnd: () => void;
};

/** Said at the field itself, not below the block. */
const atField: Record<Block['kind'], Check['code'][]> = {
  heading: [],
  text: [],
  image: ['alt_missing', 'block_empty'],
  button: ['label_missing', 'link_broken'],
  events: [],
  programs: ['block_empty'],
  divider: [],
};

/** One block: its kind to drag it by, what can be done with it, and its fields. */
export const BlockFrame = memo(function BlockFrame(props: BlockFrameProps) {
  const { block, at, count, problems } = props;
  const { t } = useWords();
  const kind = t(`write.kind.${block.kind}`);
  const named = (act: string) => `${act}: ${t('write.block_of', { kind, place: at + 1 })}`;
  const told = Object.entries(problems).filter(([code]) => !atField[block.kind].includes(code as Check['code']));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    props.onMove(block.id, at + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const acts = [
    { key: 'up', isOff: at === 0, act: () => props.onMove(block.id, at - 1) },
    { key: 'down', isOff: at === count - 1, act: () => props.onMove(block.id, at + 1) },
    { key: 'duplicate', isOff: false, act: () => props.onDuplicate(block.id) },
    { key: 'remove', isOff: false, act: () => props.onRemove(block.id) },
  ] as const;
  return (
    // The keys of a block work wherever the keyboard is in it.
    <fieldset
      className={`block${props.isDragged ? ' block-dragged' : ''}${told.length > 0 ? ' block-wrong' : ''}`}
      data-block={block.id}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave(block.id);
      }}
    >
      <legend className="visually-hidden">{t('write.block_of', { kind, place: at + 1 })}</legend>
      <div className="block-head">
        <span
          className="block-grip"
          draggable
          title={t('write.drag')}
          onDragStart={(event) => props.onDragStart(block.id, event)}
          onDragEnd={props.onDragEnd}
          aria-hidden="true"
        >
          {kind}
        </span>
        <span className="block-acts">
          {acts.map(({ key, isOff, act }) => (
            <button
              key={key}
              type="button"
              className="tool"
              data-act={key}
              disabled={isOff}
              aria-label={named(t(`write.${key}`))}
              onClick={act}
            >
              {t(`write.${key}`)}
            </button>
          ))}
        </span>
      </div>
      <BlockPart {...props} />
      {told.map(([code, sentence]) => (
        <p key={code} className="field-error">
          {sentence}
        </p>
      ))}
    </fieldset>
  );
});

function BlockPart({ block, onChange, onNext, language, campaignId, problems }: BlockFrameProps): ReactNode {
  const shared = {
    onChange: (patch: Partial<Block>) => onChange(block.id, patch),
    onNext: () => onNext(block.id),
    language,
    campaignId,
    problems,
  } as Omit<BlockPartProps<Block['kind']>, 'block'>;
  switch (block.kind) {
    case 'heading':
      return <HeadingPart {...(shared as Omit<BlockPartProps<'heading'>, 'block'>)} block={block} />;
    case 'text':
      return <TextPart {...(shared as Omit<BlockPartProps<'text'>, 'block'>)} block={block} />;
    case 'image':
      return <ImagePart {...(shared as Omit<BlockPartProps<'image'>, 'block'>)} block={block} />;
    case 'button':
      return <ButtonPart {...(shared as Omit<BlockPartProps<'button'>, 'block'>)} block={block} />;
    case 'events':
      return <EventsPart {...(shared as Omit<BlockPartProps<'events'>, 'block'>)} block={block} />;
    case 'programs':
      return <ProgramsPart {...(shared as Omit<BlockPartProps<'programs'>, 'block'>)} block={block} />;
    case 'divider':
      return <hr className="block-rule" />;
  }
}
