import { readPauseReason } from '../../../domain/campaigns/pause-reason.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** Why a campaign is paused, in the reader's language where the program wrote it; a person's own words stay as they are. */
export function usePauseWords(): (reason: string) => string {
  const { t } = useWords();
  const { languages } = useReferences();
  return (reason) => {
    const read = readPauseReason(reason);
    if (!read) return reason;
    const language = languages.find(({ code }) => code === read.values.language)?.name ?? read.values.language ?? '';
    return t(`pause.${read.kind}`, { ...read.values, language });
  };
}
