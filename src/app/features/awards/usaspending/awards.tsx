import { Link } from 'react-router';
import type { SpendingAnswer, SpendingChoices } from '../../../../domain/awards/usaspending.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Differences } from './differences.tsx';

export type SpendingPartProps = {
  answer: SpendingAnswer;
  choices: SpendingChoices;
  onChoose: (patch: Partial<SpendingChoices>) => void;
};

export const withOr = (list: string[], key: string, isChosen: boolean): string[] =>
  isChosen ? [...list.filter((one) => one !== key), key] : list.filter((one) => one !== key);

/** Awards: what the register does not have, what differs, and what is not the city's. */
export function SpendingAwards({ answer, choices, onChoose }: SpendingPartProps) {
  const { t, tn, format } = useWords();
  const { awards } = answer;
  const told = [
    awards.same > 0 && tn('usaspending.same', awards.same),
    awards.others > 0 && tn('usaspending.others', awards.others),
    awards.agency > 0 && tn('usaspending.agency', awards.agency),
    awards.wrong > 0 && tn('usaspending.wrong', awards.wrong),
  ].filter((one) => one !== false);
  if (awards.new.length + awards.changed.length + awards.conflicts.length + told.length === 0) return null;
  return (
    <section aria-labelledby="usaspending-awards" className="import-outcome">
      <h3 id="usaspending-awards">{t('usaspending.awards')}</h3>
      {told.length > 0 && <p>{told.join(' ')}</p>}
      {awards.new.length > 0 && (
        <fieldset className="found-lines">
          <legend className="field-label">{tn('usaspending.new', awards.new.length)}</legend>
          {awards.new.map((one) => (
            <label key={one.key} className="check found-line">
              <input
                type="checkbox"
                checked={choices.awards.includes(one.key)}
                onChange={({ target }) => onChoose({ awards: withOr(choices.awards, one.key, target.checked) })}
              />
              <span>
                <b>{one.title ?? one.number}</b>
                <span className="secondary">
                  {[
                    one.number,
                    one.listing,
                    one.federal_cents !== null && format.money(one.federal_cents),
                    one.starts_on && one.ends_on ? format.dateRange(one.starts_on, one.ends_on) : t('usaspending.no_period'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {awards.changed.map((one) => (
        <fieldset key={one.key} className="found-lines">
          <legend>
            <Link to={`/awards/${one.id}`}>{one.number ?? one.title}</Link> <span className="secondary">{one.title}</span>
          </legend>
          {one.is_closed && <p className="secondary">{t('usaspending.closed')}</p>}
          <Differences of={one} chosen={choices.fields} isOffered={() => !one.is_closed} onChoose={(fields) => onChoose({ fields })} />
        </fieldset>
      ))}
      {awards.conflicts.map((one) => (
        <p key={one.key} className="notice notice-amber">
          {t('usaspending.conflict', { number: one.number, recipient: one.recipient ?? '', uei: one.uei ?? '' })}
        </p>
      ))}
    </section>
  );
}
