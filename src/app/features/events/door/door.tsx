import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type DoorNumbers, type DoorPerson, readDoor } from '../../../../domain/events/door.ts';
import type { DoorKey } from '../../../i18n/door.ts';
import type { DoorClient, DoorState } from './client.ts';
import { DoorList } from './list.tsx';
import { DoorMenu } from './menu.tsx';
import { DoorScan } from './scan.tsx';
import { DoorSheet } from './sheet.tsx';
import { DoorRefused, DoorStatus } from './status.tsx';
import { DoorTally } from './tally.tsx';
import { DoorWalkIn } from './walk-in.tsx';
import { DoorSpeechProvider, useDoorWords } from './words.tsx';

const tabs = ['list', 'scan', 'walk_in', 'tally'] as const;
export type DoorTab = (typeof tabs)[number];

/** What every part of the page needs. */
export type DoorPart = {
  client: DoorClient;
  state: DoorState & { kept: NonNullable<DoorState['kept']> };
  people: DoorPerson[];
  numbers: DoorNumbers;
  /** Shows who was just checked in, with their count and the way back: by id, as `DoorPerson` has it. */
  show: (id: string | null) => void;
  go: (tab: DoorTab, name?: string) => void;
  /** What `show` shows, for each way to place at the thumb. */
  sheet: ReactNode;
};

export function Door({ client }: { client: DoorClient }) {
  const state = useSyncExternalStore(client.subscribe, client.read);
  return (
    <DoorSpeechProvider zone={state.kept?.list.event.time_zone ?? 'America/Chicago'}>
      {state.kept ? <DoorPage client={client} state={{ ...state, kept: state.kept }} /> : <NoList client={client} state={state} />}
    </DoorSpeechProvider>
  );
}

function NoList({ client, state }: { client: DoorClient; state: DoorState }) {
  const { t } = useDoorWords();
  return (
    <main className="door" id="main">
      <div className="door-empty">
        <h1>{t('door.title')}</h1>
        <p role="status">{state.trouble || t(state.sending || state.link === 'asking' ? 'door.loading' : 'door.no_list')}</p>
        {!state.sending && state.link !== 'asking' && (
          <button type="button" className="door-main" onClick={() => void client.sync()}>
            {t('door.ask_again')}
          </button>
        )}
      </div>
    </main>
  );
}

function DoorPage({ client, state }: { client: DoorClient; state: DoorPart['state'] }) {
  const { t, format } = useDoorWords();
  const { event } = state.kept.list;
  const { people, numbers } = useMemo(() => readDoor(state.kept.list, state.acts), [state.kept.list, state.acts]);
  const [tab, setTab] = useState<DoorTab>(() => tabs.find((one) => `#${one}` === location.hash) ?? 'list');
  const [name, setName] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${event.title} · ${t('door.title')}`;
  }, [event.title, t]);
  const go = useCallback((next: DoorTab, typed = '') => {
    history.replaceState(null, '', `#${next}`);
    setName(typed);
    setTab(next);
    setShown(null);
  }, []);
  const person = shown === null ? undefined : people.find((one) => one.id === shown);
  const sheet = person?.attendance && (
    <DoorSheet key={person.attendance.key} client={client} state={state} show={setShown} person={person} attendance={person.attendance} />
  );
  const part: DoorPart = { client, state, people, numbers, show: setShown, go, sheet };
  const counts = { people: format.number(numbers.people), named: format.number(numbers.named), tallied: format.number(numbers.tallied) };
  return (
    <main className="door" id="main">
      <header className="door-head">
        <div>
          <h1>{event.title}</h1>
          <p className="door-where">
            {[`${format.time(event.starts_at)}–${format.time(event.ends_at)}`, event.place].filter(Boolean).join(' · ')}
          </p>
        </div>
        <DoorMenu client={client} online={state.link === 'online'} />
        <p className="door-counts">
          {event.expected ? t('door.counts_expected', { ...counts, expected: format.number(event.expected) }) : t('door.counts', counts)}
        </p>
      </header>
      <DoorStatus client={client} state={state} />
      <DoorRefused client={client} state={state} />
      {event.status === 'cancelled' && <p className="door-note is-amber">{t('door.cancelled')}</p>}
      <div className="door-body">
        {tab === 'list' && <DoorList {...part} />}
        {tab === 'scan' && <DoorScan {...part} />}
        {tab === 'walk_in' && <DoorWalkIn {...part} startName={name} />}
        {tab === 'tally' && <DoorTally {...part} />}
      </div>
      <nav className="door-tabs" aria-label={t('door.tabs')}>
        {tabs.map((one) => (
          <button type="button" key={one} aria-current={tab === one ? 'page' : undefined} onClick={() => go(one)}>
            {t(`door.tab_${one}` as DoorKey)}
          </button>
        ))}
      </nav>
    </main>
  );
}
