import { useCustom } from '@refinedev/core';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { useWords } from '../../providers/i18n.tsx';

const tables = ['programs', 'program_needs', 'program_languages', 'program_districts', 'program_locations', 'locations', 'schedules'];

/** One program with all that its page says; needs in the reader's language. */
export function useProgram(id: string) {
  const { locale } = useWords();
  const { query } = useCustom<ProgramFacts>({
    url: 'program_facts',
    method: 'post',
    config: { payload: { p_id: id, p_language: locale } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: [...tables, 'program_costs', 'program_documents', 'fundings', 'applications'] } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
