import '../../../styles/awards.css';
import '../../../styles/referrals.css';
import { Select } from 'antd';
import { Link } from 'react-router';
import type { ReferralQuery } from '../../../../domain/referrals/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { useViews } from '../../../shared/views/use-views.ts';
import { isNarrowed, ReferralNarrowed } from './narrowed.tsx';
import { ReferralLine } from './row.tsx';
import { ReferralTabs } from './tabs.tsx';
import { useReferralList, viewTextOf } from './use-referral-list.ts';

/** Referrals: what is due first, and what the office has to do about it. */
export function ReferralList() {
  const { t } = useWords();
  const list = useReferralList();
  const views = useViews('referrals');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { change } = list;
  const { search, organization, topic, language } = list.query;
  const isFiltered = search !== '' || organization !== null || topic.length + language.length > 0 || isNarrowed(list.query);
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('referrals.title')} />
        <div className="page-acts">
          <Link to="/referrals/scorecard">{t('referrals.scorecard')}</Link>
        </div>
      </div>
      <ReferralTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} />
      <ReferralFilters query={list.query} onChange={change} />
      <ReferralNarrowed query={list.query} onChange={change} />
      <ListFrame list={list} empty={t(isFiltered ? 'referrals.empty_search' : `referrals.empty_${list.query.tab}`)}>
        {(row) => <ReferralLine key={row.id} row={row} />}
      </ListFrame>
    </div>
  );
}

function ReferralFilters({ query, onChange }: { query: ReferralQuery; onChange: (patch: Partial<ReferralQuery>) => void }) {
  const { t } = useWords();
  const { topics, languages, organizations } = useReferences();
  return (
    <div className="filters filters-line award-filters referral-filters">
      <SearchField label={t('referrals.search')} value={query.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label={t('referral.receiver')}
        placeholder={t('referral.receiver')}
        allowClear
        showSearch
        optionFilterProp="label"
        value={query.organization}
        options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(organization: string | undefined) => onChange({ organization: organization ?? null })}
      />
      <Select
        aria-label={t('field.topic_id')}
        placeholder={t('field.topic_id')}
        mode="multiple"
        optionFilterProp="label"
        value={query.topic}
        options={topics.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(topic: string[]) => onChange({ topic })}
      />
      <Select
        aria-label={t('field.language')}
        placeholder={t('field.language')}
        mode="multiple"
        optionFilterProp="label"
        value={query.language}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(language: string[]) => onChange({ language })}
      />
    </div>
  );
}
