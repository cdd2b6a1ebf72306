import '../../../styles/programs.css';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { isFiltered, type ProgramQuery, programSorts, readProgramQuery, sortOf } from '../../../../domain/programs/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useMedia } from '../../../shared/hooks/use-media.ts';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { ProgramLine } from '../../../shared/programs/program-line.tsx';
import { Facets } from './facets.tsx';
import { ProgramNarrowed } from './narrowed.tsx';
import { ProgramTabs } from './tabs.tsx';
import { useProgramList } from './use-program-list.ts';

/** What residents can get, found by need, district, language and more. */
export function ProgramList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('programs', 'create');
  const isWide = useMedia('(min-width: 961px)');
  const list = useProgramList();
  const { query, change } = list;
  const facets = <Facets query={query} facets={list.facets} onChange={change} />;
  const filtered = isFiltered(query);
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.programs')} />
        <div className="page-acts">
          <Link to="/programs/screener">{t('screener.title')}</Link>
          <Link to="/applications">{t('application.title')}</Link>
          {mayCreate && <Link to="/programs/exchange">{t('program_list.exchange')}</Link>}
          {mayCreate && <Button onClick={() => navigate('/programs/create')}>{t('program.new')}</Button>}
        </div>
      </div>
      <ProgramTabs query={query} isListThere={list.rows !== null} />
      <div className="filters filters-line award-filters">
        <SearchField label={t('program_list.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('program_list.sort')}
          value={sortOf(query)}
          options={programSorts.map((sort) => ({ value: sort, label: t(`program_list.sort_${sort}`) }))}
          onChange={(sort: ProgramQuery['sort']) => change({ sort })}
        />
        {filtered && (
          <button
            type="button"
            className="link"
            onClick={() => change({ ...readProgramQuery(new URLSearchParams()), tab: query.tab, sort: query.sort })}
          >
            {t('program_list.clear')}
          </button>
        )}
      </div>
      <ProgramNarrowed query={query} onChange={change} />
      <div className="program-found">
        {isWide ? (
          <aside aria-label={t('program_list.filters')}>{facets}</aside>
        ) : (
          <details className="facets-closed">
            <summary>{t('program_list.filters')}</summary>
            {facets}
          </details>
        )}
        <div>
          <ListFrame list={list} empty={t(filtered ? 'program_list.empty_search' : `program_list.empty_${query.tab}`)}>
            {(row) => <ProgramLine key={row.id} row={row} withReview={query.tab === 'stale' || query.tab === 'mine'} />}
          </ListFrame>
        </div>
      </div>
    </div>
  );
}
