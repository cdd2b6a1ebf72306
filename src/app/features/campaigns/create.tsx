import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Field } from '../../shared/components/field.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { hasPage } from '../../shared/has-page.ts';
import { useCampaignActs } from './actions.ts';
import { useMailingLists } from './use-campaign.ts';

type NewCampaign = { name: string; list_id: string | null; languages: string[] };
const draft = 'campaign.new';
const nothing: NewCampaign = { name: '', list_id: null, languages: ['en'] };

/** A campaign begins with a name, the list it goes to, and its languages; everything else is written on its page. */
export function CampaignCreate() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const mayCreate = useAllowed('campaigns', 'create');
  const { languages } = useReferences();
  const all = useMailingLists();
  const acts = useCampaignActs();
  const [values, setValues] = useState<NewCampaign>(() => ({ ...nothing, ...readDraft<NewCampaign>(draft) }));
  const [wrong, setWrong] = useState<Partial<Record<keyof NewCampaign, string>>>({});
  const lists = all?.filter(({ is_active }) => is_active);
  const chosen = lists?.find(({ id }) => id === values.list_id) ?? (lists?.length === 1 ? lists[0] : undefined);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const change = (patch: Partial<NewCampaign>) => {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  };
  if (!mayCreate) {
    return (
      <div className="page">
        <PageTitle title={t('campaign.new')} />
        <p>{t('campaign.create_not_allowed')}</p>
      </div>
    );
  }
  async function create() {
    const found: typeof wrong = {
      ...(values.name.trim() ? {} : { name: t('campaign.wrong.name') }),
      ...(chosen ? {} : { list_id: t('campaign.wrong.list') }),
      ...(values.languages.length > 0 ? {} : { languages: t('campaign.wrong.languages') }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0 || !chosen) {
      setTimeout(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
      return;
    }
    const name = values.name.trim();
    const made = await acts.create(
      {
        name,
        list_id: chosen.id,
        fallback_language: values.languages[0] ?? 'en',
        messages: values.languages.map((language) => ({ language })),
      },
      ({ act }) => done(t('campaign.created', { name }), { undo: act, onUndone: () => navigate('/campaigns') }),
    );
    if (!made) return;
    writeDraft(draft, null);
    navigate(`/campaigns/${made.answer}`);
  }
  return (
    <form
      className="page form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <PageTitle title={t('campaign.new')} />
      {lists?.length === 0 && (
        <p className="notice notice-amber">
          {t('campaign.no_lists')} {hasPage('/mailing-lists') && <Link to="/mailing-lists">{t('campaign_list.mailing_lists')}</Link>}
        </p>
      )}
      <Field label={t('campaign.name')} hint={t('campaign.name_hint')} error={wrong.name}>
        {(control) => (
          <Input {...control} autoFocus maxLength={200} value={values.name} onChange={(event) => change({ name: event.target.value })} />
        )}
      </Field>
      <Field
        label={t('campaign.list')}
        hint={chosen && t(chosen.needs_consent ? 'campaign.list_hint_consent' : 'campaign.list_hint_notice')}
        error={wrong.list_id ?? (refusal?.field === 'campaign_list' ? refusal.message : undefined)}
      >
        {(control) => (
          <Select
            {...control}
            value={chosen?.id ?? null}
            options={(lists ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(list_id: string) => change({ list_id })}
          />
        )}
      </Field>
      <Field label={t('campaign.languages')} hint={t('campaign.languages_hint')} error={wrong.languages}>
        {(control) => (
          <Select
            {...control}
            mode="multiple"
            optionFilterProp="label"
            value={values.languages}
            options={languages
              .filter((language) => language.is_active || values.languages.includes(language.code))
              .map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(chosenLanguages: string[]) => change({ languages: chosenLanguages })}
          />
        )}
      </Field>
      {!(refusal?.field === 'campaign_list') && <RefusedLine error={acts.error} />}
      <div className="form-foot">
        <Button onClick={() => navigate('/campaigns')}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('campaign.create')}
        </Button>
      </div>
    </form>
  );
}
