import '../../../styles/door.css';
import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { isOver } from '../../../../domain/events/door.ts';
import { Boot } from '../../../boot/boot.tsx';
import { loadOfficeConfig } from '../../../boot/office-config.ts';
import { Waiting } from '../../../boot/waiting.tsx';
import { doorWords } from '../../../i18n/door.ts';
import { frontWords } from '../../../i18n/front.ts';
import { connect } from '../../../providers/connection.ts';
import { readLocale } from '../../../providers/preferences.ts';
import { createDoorClient } from './client.ts';
import { Door } from './door.tsx';
import { type DoorStore, openDoorStore } from './store.ts';

/**
 * The door of an event: a page of its own, so that it opens without a network from what the phone keeps, in a small script and
 * without the rest of the program. Who has the list on the phone was signed in when it came, and has not signed out since.
 */
export async function startDoor(root: Root, event: string): Promise<void> {
  const locale = readLocale();
  let store: DoorStore;
  try {
    store = await openDoorStore();
  } catch {
    root.render(<Waiting message={doorWords(locale)['door.keeps_nothing']} />);
    return;
  }
  await forgetOver(store, event);
  const { kept } = await store.read(event);
  if (kept) {
    const client = createDoorClient(event, store, null);
    await client.reload();
    void client.sync();
    root.render(
      <StrictMode>
        <Door client={client} />
      </StrictMode>,
    );
  } else {
    await begin(root, event, store);
  }
  void keepWorking(event);
}

/** The first time: with a network, and signed in. */
async function begin(root: Root, event: string, store: DoorStore): Promise<void> {
  try {
    const connection = await connect(await loadOfficeConfig());
    const client = createDoorClient(event, store, connection);
    if (connection.session.read() === 'signed-in') void client.sync();
    const Opened = () => <Door client={client} />;
    root.render(
      <StrictMode>
        <Boot connection={connection} loadShell={async () => Opened} />
      </StrictMode>,
    );
  } catch {
    const words = frontWords(readLocale());
    root.render(
      <Waiting
        message={doorWords(readLocale())['door.first_needs_network']}
        retry={words['front.retry']}
        onRetry={() => void begin(root, event, store)}
      />,
    );
  }
}

/** Removes the lists of events that are over, where nothing waits any more. */
async function forgetOver(store: DoorStore, open: string): Promise<void> {
  for (const { event, list } of await store.lists()) if (event !== open && isOver(list.event, Date.now())) await store.forget(event);
}

/** The worker that opens this page without a network. It reaches this one address and nothing else of the office. */
async function keepWorking(event: string): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/door-sw.js', { scope: `/events/${event}/door`, updateViaCache: 'none' });
  } catch {
    // Without it the page works while it stays open, and the status line says so.
  }
}
