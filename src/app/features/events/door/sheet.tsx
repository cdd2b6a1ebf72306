import { useEffect, useRef, useState } from 'react';
import type { DoorAttendance, DoorPerson } from '../../../../domain/events/door.ts';
import type { NewAct } from './client.ts';
import type { DoorPart } from './door.tsx';
import { useDoorWords } from './words.tsx';

/** A pause after the last tap on the count; then it is one change. */
const SETTLED_MS = 900;
const MOST_PEOPLE = 20;

type SheetProps = Pick<DoorPart, 'client' | 'state' | 'show'> & { person: DoorPerson; attendance: DoorAttendance };

/** Who was just checked in, at the thumb: how many came with them, and the way back. */
export function DoorSheet({ client, state, show, person, attendance }: SheetProps) {
  const { t, tn } = useDoorWords();
  const [people, setPeople] = useState(attendance.people);
  const again = readAgain(state, person, attendance);
  const undo: NewAct = { verb: 'undo', undoes: attendance.key, undone: { verb: person.status === 'walk_in' ? 'walk_in' : 'check_in' } };

  /** Another count is the first one taken back and a second one: so it stays one attendance, whatever arrives when. */
  async function recount() {
    if (!again || people === attendance.people) return;
    const key = await client.act(undo, { ...again, people });
    show(person.status === 'walk_in' ? key : person.id);
  }
  const settle = useRef(recount);
  settle.current = recount;
  useEffect(() => {
    if (people === attendance.people) return;
    const timer = setTimeout(() => void settle.current(), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [people, attendance.people]);

  return (
    <section className="door-sheet" aria-label={person.name}>
      <p role="status">
        <b>{t('door.checked_in', { name: person.name })}</b>
      </p>
      {again && (
        <fieldset className="door-stepper">
          <legend className="visually-hidden">{t('door.people_with')}</legend>
          <button type="button" aria-label={t('door.fewer')} disabled={people <= 1} onClick={() => setPeople(people - 1)}>
            −
          </button>
          <output>{tn('door.seats', people)}</output>
          <button type="button" aria-label={t('door.one_more')} disabled={people >= MOST_PEOPLE} onClick={() => setPeople(people + 1)}>
            +
          </button>
        </fieldset>
      )}
      <p className="door-sheet-ends">
        <button
          type="button"
          className="door-second"
          onClick={() => {
            show(null);
            void client.act(undo);
          }}
        >
          {t('door.undo_check_in')}
        </button>
        <button
          type="button"
          className="door-second"
          onClick={() => {
            void recount().then(() => show(null));
          }}
        >
          {t('door.done')}
        </button>
      </p>
    </section>
  );
}

/** The act that checks the same person in once more; null when this phone does not know what was entered of a walk-in. */
function readAgain(state: DoorPart['state'], person: DoorPerson, attendance: DoorAttendance): NewAct | null {
  if (person.status !== 'walk_in') return { verb: 'check_in', registration_id: person.id, way: 'list' };
  const act = state.acts.find((one) => one.key === attendance.key);
  if (!act) return null;
  const { name, resident_id, language, postal_code } = act;
  return {
    verb: 'walk_in',
    ...(name ? { name } : {}),
    ...(resident_id ? { resident_id } : {}),
    ...(language ? { language } : {}),
    ...(postal_code ? { postal_code } : {}),
  };
}
