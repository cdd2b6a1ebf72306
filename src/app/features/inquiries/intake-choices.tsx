import { memo } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import type { IntakeValues } from './intake-values.ts';

type IntakeChoicesProps = Pick<IntakeValues, 'topic_id' | 'district_id' | 'language' | 'assigned_to'> & {
  topicError: string | undefined;
  change: (patch: Partial<IntakeValues>) => void;
};

/** What is chosen at intake. Apart from what is typed there: these lists are costly to draw, and a key must not wait for them. */
export const IntakeChoices = memo(function IntakeChoices(props: IntakeChoicesProps) {
  const { topic_id, district_id, language, assigned_to, topicError, change } = props;
  const { t } = useWords();
  const options = useOptions({ topic_id, district_id, language });
  return (
    <div className="form-grid">
      <ChoiceField
        label={t('field.topic_id')}
        placeholder={t('intake.choose_topic')}
        value={topic_id}
        options={options.topics}
        error={topicError}
        onChange={(next) => change({ topic_id: next })}
      />
      <ChoiceField
        label={t('field.district_id')}
        value={district_id}
        options={options.districts}
        emptyLabel={t('value.unknown')}
        onChange={(next) => change({ district_id: next })}
      />
      <ChoiceField
        label={t('field.language')}
        value={language}
        options={options.languages}
        onChange={(next) => next && change({ language: next })}
      />
      <ChoiceField
        label={t('field.assigned_to')}
        value={assigned_to}
        options={options.staff}
        emptyLabel={t('filters.nobody')}
        onChange={(next) => change({ assigned_to: next })}
      />
    </div>
  );
});
