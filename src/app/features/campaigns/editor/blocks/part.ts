import type { Block } from '../../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../../domain/campaigns/checks.ts';

/** What the fields of a block are given. */
export type BlockPartProps<Kind extends Block['kind']> = {
  block: Extract<Block, { kind: Kind }>;
  onChange: (patch: Partial<Extract<Block, { kind: Kind }>>) => void;
  /** The language it is written in, for spelling. */
  language: string;
  campaignId: string;
  /** What is wrong with it, once somebody was in it and left: sentences by code. */
  problems: Partial<Record<Check['code'], string>>;
  /** Ctrl and Enter, or Enter in a heading: a text below. */
  onNext: () => void;
};
