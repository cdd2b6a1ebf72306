import { Button, Select } from 'antd';
import { Link } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { writeAudience } from '../../../../domain/residents/query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import { useViews, type Views } from '../../../shared/views/use-views.ts';
import { useWhereWords } from '../../../shared/where/use-where-words.ts';
import { WhereEditor } from '../../../shared/where/where-editor.tsx';
import { useCampaignActs } from '../actions.ts';
import { KeepView } from './keep-view.tsx';
import { AudienceCount, AudiencePreview } from './preview.tsx';
import { type Audience, useAudience } from './use-audience.ts';
import { usePreview } from './use-preview.ts';

/** Chooses who gets it: conditions on the left, what comes of them on the right. */
export function AudienceBuilder({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  const views = useViews('residents');
  const audience = useAudience(campaign);
  const preview = usePreview(campaign.id, audience.preview);
  const whom = useWhereWords(audience.where);
  const { chosen } = audience;

  async function save() {
    await acts.save(campaign.id, campaign.version, audience.columns, ({ act }) => {
      audience.forget();
      done(t('audience.saved'), { undo: act });
    });
  }
  return (
    <div className="audience">
      <section className="audience-head">
        <h2>{t('audience.who')}</h2>
        <p className="audience-words">{chosen.search ? t('where.say.search', { whom, search: chosen.search }) : whom}</p>
      </section>
      <AudienceCount {...preview} />
      <section className="audience-choose" aria-label={t('where.conditions')}>
        {!audience.where && !chosen.search && <p className="secondary">{t('audience.teach', { list: campaign.list.name })}</p>}
        <FromView audience={audience} views={views} />
        {chosen.search && (
          <p className="audience-search">
            {t('audience.search')}: <strong>{chosen.search}</strong>{' '}
            <button type="button" className="link" onClick={() => audience.change({ search: '' })}>
              {t('audience.search_clear')}
            </button>
          </p>
        )}
        <WhereEditor draft={chosen.draft} onChange={(draft) => audience.change({ draft })} />
        <OpenInquiries audience={audience} />
        {(campaign.status === 'approved' || campaign.status === 'in_review') && <p className="secondary">{t('audience.takes_back')}</p>}
        <RefusedLine error={acts.error} />
        <div className="audience-foot">
          <Button type="primary" disabled={!audience.isChanged} loading={acts.isWorking} onClick={() => void save()}>
            {t('audience.save')}
          </Button>
          {audience.isUnsaved && (
            <>
              <Button onClick={audience.discard}>{t('audience.discard')}</Button>
              <span className="secondary">{t('audience.not_saved')}</span>
            </>
          )}
        </div>
        <div className="audience-more">
          <Link to={`/residents?${writeAudience(audience.preview.audience)}`}>{t('audience.see_list')}</Link>
          {(audience.where || chosen.search) && <KeepView audience={audience} views={views} />}
        </div>
      </section>
      <section className="audience-result" aria-label={t('campaign.tab.audience')}>
        <AudiencePreview {...preview} />
      </section>
    </div>
  );
}

/** An audience is a view of residents: one that is there can be taken. */
function FromView({ audience, views }: { audience: Audience; views: Views }) {
  const { t } = useWords();
  const taken = views.all.find(({ id }) => id === audience.chosen.view_id);
  if (views.views.length === 0) return null;
  return (
    <Field
      label={t('audience.from_view')}
      hint={taken && t(audience.isAsView(taken) ? 'audience.view_taken' : 'audience.view_changed', { name: taken.name })}
    >
      {(control) => (
        <Select
          {...control}
          className="wide"
          optionFilterProp="label"
          placeholder={t('where.choose')}
          value={taken?.id}
          options={views.views.map(({ id, name }) => ({ value: id, label: name }))}
          onSelect={(id: string) => {
            const view = views.views.find((one) => one.id === id);
            if (view) audience.takeView(view);
          }}
        />
      )}
    </Field>
  );
}

/** Whoever asked about it and waits for an answer need not get a letter about it. */
function OpenInquiries({ audience: { chosen, change } }: { audience: Audience }) {
  const { t } = useWords();
  const options = useOptions({ topic_id: chosen.topic_id });
  const isMissing = chosen.skips_open_inquiries && !chosen.topic_id;
  return (
    <div className="audience-skips">
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.skips_open_inquiries}
          onChange={(event) => change({ skips_open_inquiries: event.target.checked })}
        />
        <span>{t('audience.skips')}</span>
      </label>
      {chosen.skips_open_inquiries && (
        <Select
          aria-label={t('audience.skips_topic')}
          placeholder={t('audience.skips_topic')}
          optionFilterProp="label"
          allowClear
          status={isMissing ? 'error' : ''}
          value={chosen.topic_id ?? undefined}
          options={options.topics}
          onChange={(topic_id: string | undefined) => change({ topic_id: topic_id ?? null })}
        />
      )}
      {isMissing && <p className="field-error">{t('audience.skips_missing')}</p>}
    </div>
  );
}
