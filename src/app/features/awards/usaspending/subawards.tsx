import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import type { SpendingPartProps } from './awards.tsx';
import { Differences } from './differences.tsx';

/** Subawards: what the register does not have, each with the organization that gets it; and what differs. */
export function SpendingSubawards({ answer, choices, onChoose }: SpendingPartProps) {
  const { t, tn, format } = useWords();
  const { organizations } = useReferences();
  const { subawards } = answer;
  const told = [
    subawards.same > 0 && tn('usaspending.sub_same', subawards.same),
    subawards.others > 0 && tn('usaspending.sub_others', subawards.others),
  ].filter((one) => one !== false);
  if (subawards.new.length + subawards.changed.length + told.length === 0) return null;
  const bodies = organizations.map(({ id, name }) => ({ value: id, label: name }));
  const choose = (key: string, organization_id: string | null) => {
    const others = choices.subawards.filter((one) => one.key !== key);
    onChoose({ subawards: organization_id ? [...others, { key, organization_id }] : others });
  };
  return (
    <section aria-labelledby="usaspending-subawards" className="import-outcome">
      <h3 id="usaspending-subawards">{t('usaspending.subawards')}</h3>
      {told.length > 0 && <p>{told.join(' ')}</p>}
      {subawards.new.length > 0 && (
        <fieldset className="found-lines">
          <legend className="field-label">{tn('usaspending.sub_new', subawards.new.length)}</legend>
          <p className="secondary">{t('usaspending.sub_hint')}</p>
          {subawards.new.map((one) => (
            <div key={one.key} className="found-line found-sub">
              <span>
                <b>{one.recipient ?? one.number}</b>
                <span className="secondary">
                  {[
                    one.number,
                    t('usaspending.of_award', { award: one.award }),
                    one.total_cents !== null && format.cents(one.total_cents),
                    tn('usaspending.actions', one.actions),
                    one.uei,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {one.is_closed ? (
                <span className="secondary">{t('usaspending.closed')}</span>
              ) : (
                <ChoiceField
                  label={t('usaspending.body', { number: one.number })}
                  emptyLabel={t('usaspending.leave')}
                  value={choices.subawards.find(({ key }) => key === one.key)?.organization_id ?? null}
                  options={bodies}
                  onChange={(body) => choose(one.key, body)}
                />
              )}
            </div>
          ))}
        </fieldset>
      )}
      {subawards.changed.map((one) => (
        <fieldset key={one.key} className="found-lines">
          <legend>
            <Link to={`/awards/${one.award_id}/subawards/${one.id}`}>{one.number}</Link> <span className="secondary">{one.title}</span>
          </legend>
          <Differences
            of={one}
            chosen={choices.subaward_fields}
            isOffered={(field) => field !== 'total_cents'}
            onChoose={(subaward_fields) => onChoose({ subaward_fields })}
          />
        </fieldset>
      ))}
    </section>
  );
}
