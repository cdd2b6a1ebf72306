import { Link } from 'react-router';
import { type ProgramQuery, type ProgramTab, programTabs, readProgramQuery, toProgramRpc } from '../../../../domain/programs/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { formatCount } from '../../../shared/format.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';
import { addressOf } from './use-program-list.ts';

/** All programs, those that close soon, those to be looked at, the reader's own, each with its count. */
export function ProgramTabs({ query, isListThere }: { query: ProgramQuery; isListThere: boolean }) {
  const { t } = useWords();
  return (
    <nav className="tabs" aria-label={t('program_list.views')}>
      <ul>
        {programTabs.map((tab) => (
          <li key={tab}>
            <TabLink tab={tab} query={query} isListThere={isListThere} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ tab, query, isListThere }: { tab: ProgramTab; query: ProgramQuery; isListThere: boolean }) {
  const { t, format } = useWords();
  const today = useToday();
  const plain = readProgramQuery(new URLSearchParams());
  const { sort: _sort, descending: _descending, ...counted } = toProgramRpc({ ...plain, tab }, today);
  const count = useCount('programs', counted, isListThere);
  return (
    <Link to={addressOf({ ...plain, tab, search: query.search })} aria-current={query.tab === tab ? 'page' : undefined}>
      {t(`program_list.tab_${tab}`)}
      <span className={tab === 'stale' && count ? 'tab-count late' : 'tab-count'}>{count === null ? '' : formatCount(count, format)}</span>
    </Link>
  );
}
