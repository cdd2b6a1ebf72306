import type { Block, Message } from '../../../../domain/campaigns/blocks.ts';
import type { LetterConflict } from '../../../../domain/campaigns/letters.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { Conflict } from '../../../shared/forms/conflict-dialog.tsx';

const long = 400;

/** Says what two people wrote differently, for the dialog that compares it. */
export function useLetterConflictWords(): (conflict: LetterConflict) => Conflict<string> {
  const { t, tn } = useWords();
  const { languages } = useReferences();
  const nameOf = (code: unknown) => languages.find((one) => one.code === code)?.name ?? String(code ?? '');

  function sayBlock(block: Block): string {
    switch (block.kind) {
      case 'heading':
      case 'text':
        return block.text;
      case 'image':
        return [block.alt, block.url].filter(Boolean).join(' · ');
      case 'button':
        return [block.label, block.url].filter(Boolean).join(' · ');
      case 'programs':
        return block.names.join(', ');
      case 'events':
        return t('write.conflict_events', { days: block.days, limit: block.limit });
      case 'divider':
        return t('write.kind.divider');
    }
  }
  const sayBlocks = (blocks: Block[]) =>
    blocks.length === 0
      ? t('value.none')
      : `${tn('write.conflict_blocks', blocks.length)} ${blocks.map(sayBlock).filter(Boolean).join(' / ')}`;
  function say(field: LetterConflict['field'], value: unknown): string {
    if (value === null || value === undefined || value === '') return t('value.none');
    switch (field) {
      case 'blocks':
        return sayBlocks(value as Block[]);
      case 'block':
        return sayBlock(value as Block) || t('value.none');
      case 'message': {
        const { subject, format, blocks, mjml } = value as Message;
        return [subject, format === 'mjml' ? mjml : sayBlocks(blocks)].filter(Boolean).join(': ');
      }
      case 'fallback':
        return nameOf(value);
      case 'format':
        return t(value === 'mjml' ? 'write.format_mjml' : 'write.format_blocks');
      default:
        return String(value);
    }
  }
  const cut = (text: string) => (text.length > long ? `${text.slice(0, long)}…` : text);
  return ({ key, language, field, was, mine, theirs }) => {
    const kind = field === 'block' ? t(`write.kind.${(was as Block).kind}`) : t(`write.conflict.${field}`);
    return {
      field: key,
      label: language === null ? kind : t('write.conflict_in', { what: kind, language: nameOf(language) }),
      was: cut(say(field, was)),
      mine: cut(say(field, mine)),
      theirs: cut(say(field, theirs)),
    };
  };
}
