import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useCampaignActs } from './actions.ts';
import { useLayouts } from './layouts/use-layouts.ts';
import { useMailingLists } from './use-campaign.ts';

/** What the office calls it, the list it goes to, and whom its readers see and answer. */
export function DetailsDialog({ campaign, onClose }: { campaign: CampaignRecord; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  const lists = useMailingLists() ?? [];
  const [values, setValues] = useState({
    name: campaign.name,
    list_id: campaign.list_id,
    from_name: campaign.from_name ?? '',
    reply_to: campaign.reply_to ?? '',
    layout_id: campaign.layout_id,
  });
  const layouts = useLayouts().layouts ?? [];
  const usual = layouts.find(({ is_default }) => is_default);
  const [nameError, setNameError] = useState<string>();
  const change = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  const offered = lists.filter((list) => list.is_active || list.id === campaign.list_id);
  const list = offered.find(({ id }) => id === values.list_id);

  async function save() {
    if (values.name.trim() === '') return setNameError(t('campaign.wrong.name'));
    setNameError(undefined);
    const now = {
      name: values.name.trim(),
      list_id: values.list_id,
      from_name: values.from_name.trim() || null,
      reply_to: values.reply_to.trim() || null,
      layout_id: values.layout_id,
    };
    const changed = Object.fromEntries(Object.entries(now).filter(([column, value]) => campaign[column as keyof typeof now] !== value));
    if (Object.keys(changed).length === 0) return onClose();
    const saved = await acts.save(campaign.id, campaign.version, changed, ({ act }) => done(t('campaign.details_saved'), { undo: act }));
    if (saved) onClose();
  }
  return (
    <Modal open title={t('campaign.change_details')} footer={null} onCancel={onClose} width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t('campaign.name')} hint={t('campaign.name_hint')} error={nameError ?? refused('campaign_name')}>
          {(control) => (
            <Input {...control} autoFocus maxLength={200} value={values.name} onChange={(event) => change({ name: event.target.value })} />
          )}
        </Field>
        <Field
          label={t('campaign.list')}
          hint={list && t(list.needs_consent ? 'campaign.list_hint_consent' : 'campaign.list_hint_notice')}
          error={refused('campaign_list')}
        >
          {(control) => (
            <Select
              {...control}
              value={values.list_id}
              options={offered.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(list_id: string) => change({ list_id })}
            />
          )}
        </Field>
        <Field label={t('campaign.from_name')} hint={t('campaign.from_name_hint')} error={refused('from_name')}>
          {(control) => (
            <Input {...control} maxLength={120} value={values.from_name} onChange={(event) => change({ from_name: event.target.value })} />
          )}
        </Field>
        <Field label={t('campaign.reply_to')} hint={t('campaign.reply_to_hint')} error={refused('reply_to')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              maxLength={254}
              value={values.reply_to}
              onChange={(event) => change({ reply_to: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('campaign.layout')} error={refused('campaign_layout')}>
          {(control) => (
            <Select
              {...control}
              value={values.layout_id ?? ''}
              options={[
                { value: '', label: usual ? t('campaign.layout_usual', { name: usual.name }) : t('campaign.layout_program') },
                ...layouts
                  .filter(({ id, is_active }) => is_active || id === campaign.layout_id)
                  .map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(layout: string) => change({ layout_id: layout || null })}
            />
          )}
        </Field>
        {!refusal?.field && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('campaign.details_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
