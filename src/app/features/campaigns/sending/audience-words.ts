import { type ResidentRpcQuery, whereOfAudience } from '../../../../domain/residents/query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useWhereWords } from '../../../shared/where/use-where-words.ts';

/** Who an audience is, as a sentence. */
export function useAudienceWords(audience: unknown): string {
  const { t } = useWords();
  const query = (audience ?? {}) as ResidentRpcQuery;
  const whom = useWhereWords(whereOfAudience(query));
  return query.search ? t('where.say.search', { whom, search: query.search }) : whom;
}
