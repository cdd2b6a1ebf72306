import { deliveriesSend } from '../../../src/server/worker/jobs/deliveries-send.ts';
import type { TestOffice } from '../../support/office.ts';

export type Sent = { kind: string; status: string; reason: string | null; attempts: number; message_id: string | null; send_at: Date };

/** An event of the test, with what differs from a meeting in a library. */
export async function makeEvent(office: TestOffice, differs: Record<string, unknown> = {}): Promise<string> {
  const event = {
    title: 'Budget meeting',
    kind: 'neighborhood_meeting',
    status: 'confirmed',
    starts_at: '2038-03-14T23:00:00Z',
    ends_at: '2038-03-15T00:30:00Z',
    time_zone: 'America/Chicago',
    place_name: 'Central Library',
    address: '14 W 10th St',
    ...differs,
  };
  const columns = Object.keys(event);
  const rows = await office.exec<{ id: string }>(
    `insert into events (${columns.join(', ')}) values (${columns.map((_one, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(event),
  );
  return rows[0]?.id ?? '';
}

export async function register(
  office: TestOffice,
  event: string,
  email: string | null,
  differs: Record<string, unknown> = {},
): Promise<string> {
  const registration = { event_id: event, name: 'Rosa Peña', email, language: 'en', ...differs };
  const columns = Object.keys(registration);
  const rows = await office.exec<{ id: string }>(
    `insert into registrations (${columns.join(', ')}) values (${columns.map((_one, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(registration),
  );
  return rows[0]?.id ?? '';
}

/** As much as one worker sends when it looks at this moment. */
export async function sendAt(office: TestOffice, now: string, worker = 'test'): Promise<void> {
  const turn = { worker, now: () => new Date(now), isStopping: () => false };
  while (await deliveriesSend.work(office, turn));
}

/** The letters of a registration by kind, as they stand in the queue. */
export async function lettersOf(office: TestOffice, registration: string): Promise<Record<string, Sent>> {
  const rows = await office.exec<Sent>('select * from deliveries where registration_id = $1 order by created_at, key', [registration]);
  return Object.fromEntries(rows.map((row) => [row.kind, row]));
}

export const instant = (at: Date | string | undefined): string => (at ? new Date(at).toISOString() : 'never');
