import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import type { MailingList } from '../use-campaign.ts';
import type { Journey } from './use-journeys.ts';

/** The list that the letters of a journey go by: the one that its others go by, or the only one that there is. */
export const listFor = (journey: Journey, lists: MailingList[] | null): string | null =>
  journey.steps[0]?.campaign.list_id ?? (lists?.length === 1 ? (lists[0]?.id ?? null) : null);

type ListFieldProps = { lists: MailingList[]; value: string | null; error: string | undefined; onChange: (value: string | null) => void };

export function ListField({ lists, value, error, onChange }: ListFieldProps) {
  const { t } = useWords();
  const chosen = lists.find(({ id }) => id === value);
  const hint = chosen && t(chosen.needs_consent ? 'campaign.list_hint_consent' : 'journeys.list_hint_notice');
  return (
    <ChoiceField
      label={t('journeys.list')}
      value={value}
      placeholder={t('journeys.list_choose')}
      hint={lists.length === 0 ? t('campaign.no_lists') : hint}
      error={error}
      options={lists.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
