import { useState } from 'react';
import { ageBands, type KeptAct, peopleAt } from '../../../../domain/events/door.ts';
import type { DoorKey } from '../../../i18n/door.ts';
import type { DoorPart } from './door.tsx';
import { LanguageChoice } from './walk-in.tsx';
import { useDoorWords } from './words.tsx';
import { DoorZip } from './zip.tsx';

const MOST_AT_ONCE = 99;

/** People who give no name: one tap on their age counts them, in the language and the ZIP code that are set. */
export function DoorTally({ client, state, numbers }: DoorPart) {
  const { t, format } = useDoorWords();
  const [language, setLanguage] = useState('');
  const [zip, setZip] = useState('');
  const [size, setSize] = useState(1);
  const { languages } = state.kept.list;
  const last = findLast(state.acts);
  const nameOf = (code: string | undefined) => languages.find((one) => one.code === code)?.endonym;

  function count(age_band: (typeof ageBands)[number]) {
    navigator.vibrate?.(20);
    void client.act({ verb: 'tally', people: size, age_band, ...(language ? { language } : {}), ...(zip ? { postal_code: zip } : {}) });
    setSize(1);
  }
  return (
    <div className="door-tally">
      <p className="door-hint">{t('door.tally_lead')}</p>
      <fieldset className="door-set">
        <legend className="door-label">{t('door.tally_language')}</legend>
        <LanguageChoice languages={languages} value={language} none={t('door.tally_language_any')} onChange={setLanguage} />
      </fieldset>
      <div className="door-line">
        <DoorZip value={zip} onChange={setZip} />
        <fieldset className="door-stepper">
          <legend className="visually-hidden">{t('door.tally_size')}</legend>
          <button type="button" aria-label={t('door.fewer')} disabled={size <= 1} onClick={() => setSize(size - 1)}>
            −
          </button>
          <output>{format.number(size)}</output>
          <button type="button" aria-label={t('door.one_more')} disabled={size >= MOST_AT_ONCE} onClick={() => setSize(size + 1)}>
            +
          </button>
        </fieldset>
      </div>
      <fieldset className="door-ages">
        <legend className="visually-hidden">{t('door.age')}</legend>
        {ageBands.map((band) => (
          <button
            type="button"
            key={band}
            aria-label={t('door.tally_add', { count: format.number(size), age: t(`door.age_${band}` as DoorKey) })}
            onClick={() => count(band)}
          >
            <b>{t(`door.age_${band}` as DoorKey)}</b>
            <span>{format.number(numbers.byAge[band])}</span>
          </button>
        ))}
      </fieldset>
      <Reconcile client={client} state={state} numbers={numbers} />
      <div className="door-last">
        <p role="status">
          {last
            ? t('door.tally_last', {
                count: format.number(last.people ?? 1),
                what: [t(`door.age_${last.age_band ?? 'unknown'}` as DoorKey), nameOf(last.language), last.postal_code]
                  .filter(Boolean)
                  .join(', '),
              })
            : t('door.tally_none_yet')}
        </p>
        {last && (
          <button type="button" className="door-second" onClick={() => void client.act({ verb: 'undo', undoes: last.key, undone: last })}>
            {t('door.undo')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Whether those with a name are among the tally, each way with the number that comes of it. */
function Reconcile({ client, state, numbers }: Pick<DoorPart, 'client' | 'state' | 'numbers'>) {
  const { t, format } = useDoorWords();
  const { named, tallied } = numbers;
  const [choosing, setChoosing] = useState<typeof state.kept.list.event.tally_counts | null>(null);
  if (named === 0 || tallied === 0) return null;
  const chosen = choosing ?? state.kept.list.event.tally_counts;
  const online = state.link === 'online';
  return (
    <fieldset className="door-reconcile" disabled={!online}>
      <legend className="door-label">{t('door.reconcile')}</legend>
      {(['unnamed', 'everyone'] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="tally-counts"
            checked={chosen === one}
            onChange={() => {
              setChoosing(one);
              void client.setTallyCounts(one).then(() => setChoosing(null));
            }}
          />
          <span>
            {t(`door.reconcile_${one}`, {
              named: format.number(named),
              tallied: format.number(tallied),
              people: format.number(peopleAt(one, named, tallied)),
            })}
          </span>
        </label>
      ))}
      {!online && <p className="door-hint">{t('door.reconcile_offline')}</p>}
    </fieldset>
  );
}

/** The last tally of this phone that was neither taken back nor refused. */
function findLast(acts: readonly KeptAct[]): KeptAct | undefined {
  const undone = new Set(acts.flatMap((act) => (act.verb === 'undo' && act.undoes ? [act.undoes] : [])));
  return acts.filter((act) => act.verb === 'tally' && act.state !== 'refused' && !undone.has(act.key)).at(-1);
}
