import '../../../styles/campaigns.css';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { campaignStatuses } from '../../../../domain/campaigns/campaign.ts';
import type { CampaignListQuery } from '../../../../domain/campaigns/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { hasPage } from '../../../shared/has-page.ts';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { pageSize } from '../../../shared/lists/use-keyset-list.ts';
import { useViews } from '../../../shared/views/use-views.ts';
import { type MailingList, useMailingLists } from '../use-campaign.ts';
import { CampaignRow } from './row.tsx';
import { CampaignListTabs } from './tabs.tsx';
import { useCampaignList, viewTextOf } from './use-campaign-list.ts';

/** Letters to many: those under way, those that wait for approval, those that went out. */
export function CampaignList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('campaigns', 'create');
  const lists = useMailingLists();
  const list = useCampaignList(lists);
  const views = useViews('campaigns');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { change } = list;
  const { search, status, list: codes, language, section, scheduled } = list.query;
  const isFiltered = search !== '' || status.length + codes.length + language.length + section.length > 0 || scheduled !== null;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('campaign_list.title')} />
        <div className="page-acts">
          <Link to="/campaigns/journeys">{t('journeys.link')}</Link>
          {hasPage('/mailing-lists') && <Link to="/mailing-lists">{t('campaign_list.mailing_lists')}</Link>}
          {hasPage('/campaigns/layouts') && <Link to="/campaigns/layouts">{t('campaign_list.layouts')}</Link>}
          {mayCreate && <Button onClick={() => navigate('/campaigns/create')}>{t('palette.new_campaign')}</Button>}
        </div>
      </div>
      <CampaignListTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} lists={lists} />
      <CampaignFilters query={list.query} lists={lists ?? []} onChange={change} />
      <ListFrame
        list={list}
        waiting={pageSize}
        empty={t(isFiltered ? 'campaign_list.empty_search' : `campaign_list.empty_${list.query.tab}`)}
      >
        {(row) => <CampaignRow key={row.id} row={row} />}
      </ListFrame>
    </div>
  );
}

type CampaignFiltersProps = {
  query: CampaignListQuery;
  lists: MailingList[];
  onChange: (patch: Partial<CampaignListQuery>) => void;
};

function CampaignFilters({ query, lists, onChange }: CampaignFiltersProps) {
  const { t } = useWords();
  const { languages, sections } = useReferences();
  const choices: { field: 'list' | 'status' | 'language' | 'section'; label: string; options: { value: string; label: string }[] }[] = [
    { field: 'list', label: t('campaign_list.list'), options: lists.map(({ code, name }) => ({ value: code, label: name })) },
    {
      field: 'status',
      label: t('campaign_list.status'),
      options: campaignStatuses.map((status) => ({ value: status, label: t(`campaign.status.${status}`) })),
    },
    { field: 'language', label: t('field.language'), options: languages.map(({ code, name }) => ({ value: code, label: name })) },
    {
      field: 'section',
      label: t('field.primary_section'),
      options: sections.map(({ section, title }) => ({ value: String(section), label: `§ ${section} ${title}` })),
    },
  ];
  return (
    <div className="filters filters-line filters-three">
      <SearchField label={t('campaign_list.search')} value={query.search} onChange={(search) => onChange({ search })} />
      {choices.map(({ field, label, options }) => (
        <Select
          key={field}
          aria-label={label}
          placeholder={label}
          mode="multiple"
          optionFilterProp="label"
          value={query[field]}
          options={options}
          onChange={(values: string[]) => onChange({ [field]: values })}
        />
      ))}
    </div>
  );
}
