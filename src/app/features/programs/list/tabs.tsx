import {
  type ProgramQuery,
  programTabs,
  readProgramQuery,
  toProgramRpc,
  writeProgramQuery,
} from '../../../../domain/programs/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { ListViews } from '../../../shared/views/list-views.tsx';
import { addressOf } from './use-program-list.ts';

/** All programs, those that close soon, those to be looked at, the reader's own; then the saved views. */
export function ProgramTabs({ query, isListThere }: { query: ProgramQuery; isListThere: boolean }) {
  const { t } = useWords();
  const today = useToday();
  const plain = readProgramQuery(new URLSearchParams());
  return (
    <ListViews
      resource="programs"
      label={t('program_list.views')}
      query={query}
      read={readProgramQuery}
      write={writeProgramQuery}
      addressOf={addressOf}
      toRpc={(one) => toProgramRpc(one, today)}
      tabs={programTabs.map((tab) => ({
        key: tab,
        label: t(`program_list.tab_${tab}`),
        query: { ...plain, tab, search: query.search },
        isCurrent: query.tab === tab,
        isUrgent: tab === 'stale',
      }))}
      isListThere={isListThere}
    />
  );
}
