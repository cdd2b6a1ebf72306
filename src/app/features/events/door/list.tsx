import { useState } from 'react';
import { type DoorPerson, findAtDoor } from '../../../../domain/events/door.ts';
import type { DoorKey } from '../../../i18n/door.ts';
import type { DoorPart } from './door.tsx';
import { useDoorWords } from './words.tsx';

/** As many rows as a thumb scrolls; who is further down is found by name. */
const MOST_ROWS = 80;

/** Everybody who registered or walked in; one tap checks in. The search stands at the thumb. */
export function DoorList({ client, state, people, show, go, sheet }: DoorPart) {
  const { t, tn } = useDoorWords();
  const [typed, setTyped] = useState('');
  const found = findAtDoor(people, typed);
  const waiting = new Set(state.acts.filter((act) => act.state === 'waiting').map((act) => act.key));
  async function checkIn(person: DoorPerson) {
    await client.act({ verb: 'check_in', registration_id: person.id, people: person.seats ?? 1, way: 'list' });
    navigator.vibrate?.(30);
    show(person.id);
    setTyped('');
  }
  return (
    <>
      {people.length === 0 && <p className="door-note">{t('door.nobody_registered')}</p>}
      <ul className="door-rows">
        {found.slice(0, MOST_ROWS).map((person) => (
          <li key={person.id}>
            <Row
              person={person}
              waits={waiting.has(person.attendance?.key ?? '')}
              onCheckIn={checkIn}
              onChange={() => show(person.id)}
              languages={state.kept.list.languages}
            />
          </li>
        ))}
      </ul>
      {found.length > MOST_ROWS && <p className="door-note">{tn('door.more', found.length - MOST_ROWS)}</p>}
      {people.length > 0 && found.length === 0 && (
        <div className="door-note">
          <p>{t('door.nobody_found')}</p>
          <button type="button" className="door-second" onClick={() => go('walk_in', typed)}>
            {t('door.as_walk_in', { name: typed.trim() })}
          </button>
        </div>
      )}
      <div className="door-foot">
        {sheet}
        <div className="door-search">
          <input
            type="search"
            aria-label={t('door.search')}
            placeholder={t('door.search')}
            value={typed}
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
            enterKeyHint="go"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              const [only] = found.filter((one) => !one.attendance);
              if (event.key === 'Enter' && typed.trim() && found.length === 1 && only) void checkIn(only);
            }}
          />
          {typed && (
            <button type="button" onClick={() => setTyped('')}>
              {t('door.search_clear')}
            </button>
          )}
        </div>
      </div>
    </>
  );
}

type RowProps = {
  person: DoorPerson;
  waits: boolean;
  languages: { code: string; endonym: string }[];
  onCheckIn: (person: DoorPerson) => Promise<void>;
  onChange: () => void;
};

function Row({ person, waits, languages, onCheckIn, onChange }: RowProps) {
  const { t, tn, format } = useDoorWords();
  const { attendance } = person;
  const language = languages.find(({ code }) => code === person.language)?.endonym ?? person.language;
  const facts = [
    tn('door.seats', attendance?.people ?? person.seats ?? 1),
    person.status === 'confirmed' ? '' : t(`door.status_${person.status}` as DoorKey),
    person.needs_interpreter ? t('door.interpreter', { language }) : '',
    waits ? t('door.waits') : '',
  ].filter(Boolean);
  const words = (
    <span className="door-person">
      <b>{person.name}</b>
      <span>{[attendance ? t('door.here_since', { time: format.time(attendance.at) }) : '', ...facts].filter(Boolean).join(' · ')}</span>
    </span>
  );
  return attendance ? (
    <button type="button" className="door-row is-here" onClick={onChange}>
      {words}
      <span className="door-row-verb">{t('door.change')}</span>
    </button>
  ) : (
    <button type="button" className="door-row" onClick={() => void onCheckIn(person)}>
      {words}
      <span className="door-row-verb is-main">{t('door.check_in')}</span>
    </button>
  );
}
