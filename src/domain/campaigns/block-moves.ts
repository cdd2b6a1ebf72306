import type { Block } from './blocks.ts';

/** The blocks with one more at a place. */
export const insertBlock = (blocks: readonly Block[], at: number, block: Block): Block[] => [
  ...blocks.slice(0, at),
  block,
  ...blocks.slice(at),
];

/** The blocks with one at another place; the same when it cannot go there. `to` counts places as they are afterwards. */
export function moveBlock(blocks: readonly Block[], id: string, to: number): Block[] {
  const from = blocks.findIndex((block) => block.id === id);
  const moved = blocks[from];
  if (!moved || to < 0 || to >= blocks.length || to === from) return [...blocks];
  return insertBlock(
    blocks.filter((block) => block.id !== id),
    to,
    moved,
  );
}

/** The blocks with a copy of one after it. */
export function duplicateBlock(blocks: readonly Block[], id: string, copyId: string): Block[] {
  const at = blocks.findIndex((block) => block.id === id);
  const block = blocks[at];
  return block ? insertBlock(blocks, at + 1, { ...block, id: copyId }) : [...blocks];
}

export const removeBlock = (blocks: readonly Block[], id: string): Block[] => blocks.filter((block) => block.id !== id);

/** The blocks with one changed; another kind stays what it is. */
export const changeBlock = (blocks: readonly Block[], id: string, patch: Partial<Block>): Block[] =>
  blocks.map((block) => (block.id === id ? ({ ...block, ...patch, id, kind: block.kind } as Block) : block));

/** Whether nothing was written in it yet: then nothing is lost when it goes. */
export function isBlank(block: Block): boolean {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return block.text.trim() === '';
    case 'image':
      return `${block.url}${block.alt}${block.href ?? ''}`.trim() === '';
    case 'button':
      return `${block.label}${block.url}`.trim() === '';
    case 'programs':
      return block.names.length === 0;
    case 'events':
    case 'divider':
      return true;
  }
}
