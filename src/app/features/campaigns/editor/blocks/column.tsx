import { type DragEvent, Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { changeBlock, duplicateBlock, insertBlock, isBlank, moveBlock, removeBlock } from '../../../../../domain/campaigns/block-moves.ts';
import { type Block, type BlockKind, limits, newBlock } from '../../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { focusIn } from '../focus-in.ts';
import { AddRow } from './add-row.tsx';
import { BlockFrame } from './frame.tsx';

type BlockColumnProps = {
  blocks: Block[];
  /** Given the blocks as they are when it happens. */
  onChange: (change: (blocks: Block[]) => Block[]) => void;
  language: string;
  campaignId: string;
  problemsOf: (id: string) => Partial<Record<Check['code'], string>>;
  onLeave: (id: string) => void;
};

type Gone = { block: Block; at: number };
const newId = () => crypto.randomUUID().slice(0, 8);
/** The letter as a column of blocks: written in place, moved by hand or by keys, and what was removed can come back. */
export function BlockColumn({ blocks, onChange, language, campaignId, problemsOf, onLeave }: BlockColumnProps) {
  const { t } = useWords();
  const list = useRef<HTMLFieldSetElement>(null);
  const [adding, setAdding] = useState<number | null>(null);
  const [gone, setGone] = useState<Gone | null>(null);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  /** Where the keyboard goes when the next picture is drawn. */
  const next = useRef<(() => void) | null>(null);
  const latest = useRef(blocks);
  latest.current = blocks;
  useLayoutEffect(() => {
    next.current?.();
    next.current = null;
  });
  const focusBlock = useCallback((id: string) => {
    next.current = () => focusIn(list.current?.querySelector(`[data-block="${CSS.escape(id)}"]`));
  }, []);

  const add = useCallback(
    (kind: BlockKind, at: number) => {
      const block = newBlock(kind, newId());
      setAdding(null);
      setGone(null);
      onChange((now) => (now.length < limits.blocks ? insertBlock(now, at, block) : now));
      focusBlock(block.id);
    },
    [onChange, focusBlock],
  );
  const change = useCallback((id: string, patch: Partial<Block>) => onChange((now) => changeBlock(now, id, patch)), [onChange]);
  const move = useCallback(
    (id: string, to: number) => {
      const now = latest.current;
      if (to < 0 || to >= now.length) return;
      // A node that is moved loses the keyboard: it is put back where it was, with what was selected.
      const active = document.activeElement as (HTMLElement & { selectionStart?: number; selectionEnd?: number }) | null;
      const selection = active instanceof HTMLTextAreaElement ? ([active.selectionStart, active.selectionEnd] as const) : null;
      next.current = () => {
        if (!active?.isConnected) return;
        const isOff = active instanceof HTMLButtonElement && active.disabled;
        const other = isOff ? active.parentElement?.querySelector<HTMLElement>('button:not(:disabled)') : null;
        (other ?? active).focus();
        if (selection && active instanceof HTMLTextAreaElement) active.setSelectionRange(...selection);
      };
      setSaid(t('write.moved', { place: to + 1, count: now.length }));
      onChange((all) => moveBlock(all, id, to));
    },
    [onChange, t],
  );
  const duplicate = useCallback(
    (id: string) => {
      const copy = newId();
      onChange((now) => (now.length < limits.blocks ? duplicateBlock(now, id, copy) : now));
      focusBlock(copy);
    },
    [onChange, focusBlock],
  );
  const remove = useCallback(
    (id: string) => {
      const now = latest.current;
      const at = now.findIndex((block) => block.id === id);
      const block = now[at];
      if (!block) return;
      setAdding(null);
      // What is empty goes without a word; anything else can come back.
      setGone(isBlank(block) && block.kind !== 'events' ? null : { block, at });
      next.current = () => {
        const undo = list.current?.querySelector<HTMLElement>('.block-gone button');
        const neighbor = list.current?.querySelectorAll<HTMLElement>('.block')[Math.max(at - 1, 0)];
        if (undo) undo.focus();
        else if (neighbor) focusIn(neighbor);
        else list.current?.querySelector<HTMLElement>('.add-kind')?.focus();
      };
      onChange((all) => removeBlock(all, id));
    },
    [onChange],
  );
  const takeBack = useCallback(() => {
    if (!gone) return;
    setGone(null);
    onChange((now) => (now.some(({ id }) => id === gone.block.id) ? now : insertBlock(now, Math.min(gone.at, now.length), gone.block)));
    focusBlock(gone.block.id);
  }, [gone, onChange, focusBlock]);
  const goOn = useCallback(
    (id: string) => {
      const at = latest.current.findIndex((block) => block.id === id);
      const after = latest.current[at + 1];
      if (after?.kind === 'text' && after.text === '') {
        focusBlock(after.id);
        setSaid('');
        // Nothing is drawn anew by itself.
        next.current?.();
        next.current = null;
      } else add('text', at + 1);
    },
    [add, focusBlock],
  );

  // Ctrl+Z outside of any text brings back what was removed last.
  useEffect(() => {
    if (!gone) return;
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z') return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]')) return;
      event.preventDefault();
      takeBack();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [gone, takeBack]);

  const startDrag = useCallback((id: string, event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('application/x-block', id);
    const frame = (event.target as HTMLElement).closest('.block');
    if (frame) event.dataTransfer.setDragImage(frame, 12, 12);
    setDragged(id);
  }, []);
  const endDrag = useCallback(() => {
    setDragged(null);
    setOver(null);
  }, []);
  /** Before which block the pointer is. */
  function placeAt(y: number): number {
    const frames = [...(list.current?.querySelectorAll<HTMLElement>('.block') ?? [])];
    const found = frames.findIndex((frame) => y < frame.getBoundingClientRect().top + frame.offsetHeight / 2);
    return found < 0 ? frames.length : found;
  }
  function drop(event: DragEvent) {
    if (dragged === null) return;
    event.preventDefault();
    const from = blocks.findIndex(({ id }) => id === dragged);
    const to = placeAt(event.clientY);
    move(dragged, to > from ? to - 1 : to);
    endDrag();
  }

  const between = (at: number) => (
    <>
      {over === at && dragged !== null && <div className="drop-line" />}
      {gone?.at === at && (
        <p className="block-gone" role="status">
          {t('write.removed', { kind: t(`write.kind.${gone.block.kind}`) })}{' '}
          <button type="button" className="link" onClick={takeBack}>
            {t('write.take_back')}
          </button>
        </p>
      )}
      {at < blocks.length &&
        (adding === at ? (
          <AddRow onAdd={(kind) => add(kind, at)} onClose={() => setAdding(null)} />
        ) : (
          <button
            type="button"
            className="add-between"
            aria-label={at === 0 ? t('write.add_first') : t('write.add_after', { place: at })}
            onClick={() => setAdding(at)}
          >
            <span>{t('write.add')}</span>
          </button>
        ))}
    </>
  );
  return (
    // Only the pointer drags; whoever uses keys has buttons and Alt with the arrows.
    <fieldset
      className="blocks"
      ref={list}
      aria-label={t('write.letter')}
      onDragOver={(event) => {
        if (dragged === null) return;
        event.preventDefault();
        setOver(placeAt(event.clientY));
      }}
      onDrop={drop}
    >
      {blocks.length === 0 && <p className="blocks-empty">{t('write.empty')}</p>}
      {blocks.map((block, at) => (
        <Fragment key={block.id}>
          {between(at)}
          <BlockFrame
            block={block}
            at={at}
            count={blocks.length}
            language={language}
            campaignId={campaignId}
            problems={problemsOf(block.id)}
            isDragged={dragged === block.id}
            onChange={change}
            onMove={move}
            onDuplicate={duplicate}
            onRemove={remove}
            onNext={goOn}
            onLeave={onLeave}
            onDragStart={startDrag}
            onDragEnd={endDrag}
          />
        </Fragment>
      ))}
      {between(blocks.length)}
      {blocks.length < limits.blocks ? (
        <AddRow onAdd={(kind) => add(kind, blocks.length)} />
      ) : (
        <p className="secondary">{t('write.full', { count: limits.blocks })}</p>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </fieldset>
  );
}
