import { endingOf } from '../../../domain/attachments/file-name.ts';
import { kindOf } from '../../../domain/attachments/kinds.ts';
import { useWords } from '../../providers/i18n.tsx';

/** Says size and kind of a file in words. */
export function useFileWords() {
  const { t, format } = useWords();
  return {
    /** '312 KB', '4.1 MB' */
    size: (bytes: number): string =>
      bytes < 1_000_000
        ? t('files.kilobytes', { count: format.number(Math.max(1, Math.round(bytes / 1000))) })
        : t('files.megabytes', { count: format.decimal(bytes / 1_000_000) }),
    kind: (mediaType: string): string => t(`files.kind_${kindOf(mediaType)?.group ?? 'document'}`),
    /** What stands where a picture would: the ending, as people know it from their own computer. */
    badge: (name: string, mediaType: string): string => (endingOf(name) || kindOf(mediaType)?.endings[0] || '').toUpperCase(),
  };
}
