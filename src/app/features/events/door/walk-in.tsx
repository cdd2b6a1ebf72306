import { type FormEvent, useEffect, useRef, useState } from 'react';
import { findAtDoor } from '../../../../domain/events/door.ts';
import type { DoorClient } from './client.ts';
import type { DoorPart } from './door.tsx';
import { useDoorWords } from './words.tsx';

type Known = { id: string; name: string; preferred_language: string; neighborhood: string | null };
type Walk = { name: string; resident: string | null; language: string; zip: string; people: number };
const SUGGESTIONS = 4;
const MOST_PEOPLE = 20;
const LANGUAGES_SHOWN = 3;

/** Somebody who is not on the list: while the name is typed, who is on it after all, and whom the office knows. */
export function DoorWalkIn({ client, state, people, show, startName, sheet }: DoorPart & { startName: string }) {
  const { t, tn, format } = useDoorWords();
  const nothing: Walk = { name: startName, resident: null, language: '', zip: '', people: 1 };
  const [walk, setWalk] = useState(nothing);
  const [errors, setErrors] = useState<{ name?: string; zip?: string }>({});
  const form = useRef<HTMLFormElement>(null);
  const online = state.link === 'online';
  const known = useKnown(client, online, walk.resident ? '' : walk.name);
  const typed = walk.name.trim();
  const listed = typed.length >= 2 && !walk.resident ? findAtDoor(people, typed).slice(0, SUGGESTIONS) : [];
  const { languages } = state.kept.list;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const zip = walk.zip.trim();
    const wrong = {
      ...(typed ? {} : { name: t('door.walk_in_name_missing') }),
      ...(zip === '' || /^\d{5}$/.test(zip) ? {} : { zip: t('door.zip_wrong') }),
    };
    setErrors(wrong);
    const [first] = Object.keys(wrong);
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    const key = await client.act({
      verb: 'walk_in',
      name: typed,
      people: walk.people,
      ...(walk.resident ? { resident_id: walk.resident } : {}),
      ...(walk.language ? { language: walk.language } : {}),
      ...(zip ? { postal_code: zip } : {}),
    });
    // The next one often speaks the same language, and lives nearby less often.
    setWalk({ ...nothing, name: '', language: walk.language });
    show(key);
    form.current?.querySelector<HTMLInputElement>('[name=name]')?.focus();
  }

  return (
    <form className="door-form" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <label className="door-label" htmlFor="door-name">
        {t('door.walk_in_name')}
      </label>
      <input
        id="door-name"
        name="name"
        value={walk.name}
        autoComplete="off"
        autoCapitalize="words"
        spellCheck={false}
        aria-invalid={Boolean(errors.name)}
        aria-describedby="door-name-hint"
        onChange={(event) => setWalk({ ...walk, name: event.target.value, resident: null })}
      />
      <p id="door-name-hint" className={errors.name ? 'door-error' : 'door-hint'}>
        {errors.name ?? t('door.walk_in_adults')}
      </p>
      {listed.length > 0 && (
        <Suggested title={t('door.walk_in_registered')}>
          {listed.map((one) => (
            <button
              type="button"
              key={one.id}
              disabled={one.attendance !== null}
              onClick={() => {
                void client
                  .act({ verb: 'check_in', registration_id: one.id, people: one.seats ?? 1, way: 'list' })
                  .then(() => show(one.id));
                setWalk({ ...nothing, name: '' });
              }}
            >
              <b>{one.name}</b>
              <span>{one.attendance ? t('door.walk_in_here') : [tn('door.seats', one.seats ?? 1), t('door.check_in')].join(' · ')}</span>
            </button>
          ))}
        </Suggested>
      )}
      {known.length > 0 && (
        <Suggested title={t('door.walk_in_known')}>
          {known.map((one) => (
            <button
              type="button"
              key={one.id}
              onClick={() => setWalk({ ...walk, name: one.name, resident: one.id, language: one.preferred_language })}
            >
              <b>{one.name}</b>
              <span>{one.neighborhood}</span>
            </button>
          ))}
        </Suggested>
      )}
      {!online && typed.length >= 2 && <p className="door-hint">{t('door.walk_in_needs_network')}</p>}

      <fieldset className="door-set">
        <legend className="door-label">{t('door.walk_in_language')}</legend>
        <LanguageChoice
          languages={languages}
          value={walk.language}
          none={t('door.walk_in_no_language')}
          onChange={(language) => setWalk({ ...walk, language })}
        />
      </fieldset>
      <label className="door-label" htmlFor="door-zip">
        {t('door.zip')}
      </label>
      <input
        id="door-zip"
        name="zip"
        className="is-short"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        value={walk.zip}
        aria-invalid={Boolean(errors.zip)}
        aria-describedby={errors.zip ? 'door-zip-error' : undefined}
        onChange={(event) => setWalk({ ...walk, zip: event.target.value })}
      />
      {errors.zip && (
        <p id="door-zip-error" className="door-error">
          {errors.zip}
        </p>
      )}
      <div className="door-foot">
        {sheet}
        <div className="door-submit">
          <fieldset className="door-stepper">
            <legend className="visually-hidden">{t('door.people_with')}</legend>
            <button
              type="button"
              aria-label={t('door.fewer')}
              disabled={walk.people <= 1}
              onClick={() => setWalk({ ...walk, people: walk.people - 1 })}
            >
              −
            </button>
            <output>{format.number(walk.people)}</output>
            <button
              type="button"
              aria-label={t('door.one_more')}
              disabled={walk.people >= MOST_PEOPLE}
              onClick={() => setWalk({ ...walk, people: walk.people + 1 })}
            >
              +
            </button>
          </fieldset>
          <button type="submit" className="door-main">
            {tn('door.walk_in_submit', walk.people)}
          </button>
        </div>
      </div>
    </form>
  );
}

function Suggested({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="door-suggested" aria-label={title}>
      <p className="door-label">{title}</p>
      {children}
    </section>
  );
}

type LanguageProps = { languages: { code: string; endonym: string }[]; value: string; none: string; onChange: (code: string) => void };

/** The languages of the event as buttons, the others in a list. */
export function LanguageChoice({ languages, value, none, onChange }: LanguageProps) {
  const { t } = useDoorWords();
  const shown = languages.slice(0, LANGUAGES_SHOWN);
  const others = languages.slice(LANGUAGES_SHOWN);
  return (
    <div className="door-choices">
      <button type="button" aria-pressed={value === ''} onClick={() => onChange('')}>
        {none}
      </button>
      {shown.map(({ code, endonym }) => (
        <button type="button" key={code} lang={code} aria-pressed={value === code} onClick={() => onChange(code)}>
          {endonym}
        </button>
      ))}
      {others.length > 0 && (
        <select
          aria-label={t('door.tally_more_languages')}
          className={others.some(({ code }) => code === value) ? 'is-chosen' : ''}
          value={others.some(({ code }) => code === value) ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t('door.tally_more_languages')}</option>
          {others.map(({ code, endonym }) => (
            <option key={code} value={code}>
              {endonym}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** Residents of this name, while there is a network. */
function useKnown(client: DoorClient, online: boolean, name: string): Known[] {
  const [found, setFound] = useState<{ name: string; rows: Known[] }>({ name: '', rows: [] });
  const typed = name.trim();
  useEffect(() => {
    const office = client.connection();
    if (!online || !office || typed.length < 3) return;
    const ending = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await office.authorizedFetch(`${office.baseUrl}/rest/v1/rpc/list_residents`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ p_query: { search: typed, limit: SUGGESTIONS } }),
          signal: ending.signal,
        });
        if (response.ok) setFound({ name: typed, rows: ((await response.json()) as { rows: Known[] }).rows });
      } catch {
        // Without an answer the list alone is searched.
      }
    }, 250);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [client, online, typed]);
  return found.name === typed && typed !== '' ? found.rows : [];
}
