import { useId, useState } from 'react';
import { type AfterCount, foldCounts } from '../../../../domain/events/after.ts';
import { peopleAt } from '../../../../domain/events/door.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { AfterPart } from './after.tsx';

const MOST_ROWS = 8;

/** How many came, in a sentence, against what was expected; then by language, ZIP code and age, each a bar and its figures. */
export function AfterNumbers({ event, after, facts }: AfterPart) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const mayCount = useAllowed('attendances', 'create');
  // What was chosen shows at once; the number follows when it is saved.
  const [choosing, setChoosing] = useState<typeof facts.tally_counts | null>(null);
  const { named, tallied, people } = facts.attendance;
  const against = [
    facts.expected === null ? '' : t('after.of_expected', { expected: format.number(facts.expected) }),
    facts.registered === 0 ? '' : t('after.of_registered', { registered: format.number(facts.registered) }),
  ].filter(Boolean);
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  return (
    <section className="after-part">
      <h2>{people === 0 ? t('after.nobody') : tn('after.came', people)}</h2>
      {people > 0 && (
        <p>{capitalize([...against, t('after.parts', { named: format.number(named), tallied: format.number(tallied) })].join('; '))}.</p>
      )}
      {mayCount && event.status !== 'cancelled' && (
        <p>
          <a href={`/events/${event.id}/door`}>{t('after.at_door')}</a>
        </p>
      )}
      {named > 0 && tallied > 0 && (
        <fieldset className="after-reconcile" disabled={!mayCount || after.isWorking}>
          <legend className="field-label">{t('after.reconcile')}</legend>
          {(['unnamed', 'everyone'] as const).map((one) => {
            const together = format.number(peopleAt(one, named, tallied));
            return (
              <label key={one}>
                <input
                  type="radio"
                  name="tally-counts"
                  checked={(choosing ?? facts.tally_counts) === one}
                  onChange={async () => {
                    setChoosing(one);
                    const act = await after.setTallyCounts(one);
                    setChoosing(null);
                    if (act) done(t('after.reconciled', { people: together }), { undo: act });
                  }}
                />
                {t(`after.reconcile_${one}`, { people: together })}
              </label>
            );
          })}
        </fieldset>
      )}
      {people > 0 && (
        <div className="after-tables">
          <Counts title={t('after.by_language')} counts={facts.by_language} nameOf={nameOf} />
          <Counts title={t('after.by_postal_code')} counts={facts.by_postal_code} nameOf={(code) => code} />
          <Counts title={t('after.by_age')} counts={facts.by_age} nameOf={(band) => t(`event.age.${band}` as MessageKey)} isTallyOnly />
        </div>
      )}
    </section>
  );
}

type CountsProps = { title: string; counts: AfterCount[]; nameOf: (key: string) => string; isTallyOnly?: boolean };

/** A chart and its table in one: the bar stands behind no words, the figures beside it say the same. */
function Counts({ title, counts, nameOf, isTallyOnly = false }: CountsProps) {
  const { t, format } = useWords();
  const id = useId();
  if (counts.length === 0) return null;
  const { shown, rest, count } = foldCounts(counts, MOST_ROWS);
  const rows = [
    ...shown.map((one) => ({ ...one, label: one.key === '' ? t('after.not_said') : nameOf(one.key) })),
    ...(rest ? [{ ...rest, key: 'rest', label: t('after.others_of', { count: format.number(count) }) }] : []),
  ];
  const most = Math.max(...rows.map((one) => one.named + one.tallied), 1);
  return (
    <table className="after-table" aria-labelledby={id}>
      <caption id={id}>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{title}</span>
          </th>
          <th scope="col" colSpan={isTallyOnly ? 2 : 1}>
            {t('after.column_people')}
          </th>
          {!isTallyOnly && <th scope="col">{t('after.column_named')}</th>}
          {!isTallyOnly && <th scope="col">{t('after.column_tallied')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.key}>
            <th scope="row">{one.label}</th>
            <td colSpan={isTallyOnly ? 2 : 1}>
              <span
                className="after-bar"
                style={{ inlineSize: `${Math.round((100 * (one.named + one.tallied)) / most)}%` }}
                aria-hidden="true"
              />
              {format.number(one.named + one.tallied)}
            </td>
            {!isTallyOnly && <td>{format.number(one.named)}</td>}
            {!isTallyOnly && <td>{format.number(one.tallied)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const capitalize = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
