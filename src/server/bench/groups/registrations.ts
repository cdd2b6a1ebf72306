import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import { type Report, time } from '../figure.ts';
import { scratchFolder } from '../served-office.ts';
import type { BenchOptions } from './foundation.ts';

const PEOPLE = 500;
const PLACES = 100;

/** Five hundred people who register in the same moment for a hundred places, on PostgreSQL. */
export async function benchRegistrations(report: Report, { databaseUrl }: BenchOptions): Promise<void> {
  const postgres = databaseUrl ? { url: databaseUrl, stop: async () => {} } : await startScratchPostgres();
  const { folder, remove } = await scratchFolder();
  try {
    const office = await openOffice(readConfig({ ROTUNDA_DATA: folder, DATABASE_URL: postgres.url }));
    const { raw, service } = office.backend;
    if (!raw) throw new Error('A local office has raw SQL.');
    const [event] = await raw.query<{ id: string }>(
      `insert into events (title, kind, status, starts_at, ends_at, slug, published_at, takes_registrations, capacity)
       values ('Bench', 'clinic', 'confirmed', now() + interval '30 days', now() + interval '30 days 2 hours', 'bench', now(), true, ${PLACES}) returning id`,
    );
    const register = async (n: number) => {
      const { error } = await service.rpc('register_for_event', {
        p_event: String(event?.id),
        p_registration: { name: `Person ${n}`, email: `person${n}@example.org`, language: 'en', seats: 1, client_key: crypto.randomUUID() },
      });
      if (error) throw error;
    };
    const took = await time(() => Promise.all(Array.from({ length: PEOPLE }, (_none, n) => register(n))));
    const rows = await raw.query<{ status: string; n: number }>('select status, count(*)::integer as n from registrations group by 1');
    const count = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    if (count.confirmed !== PLACES || count.waitlisted !== PEOPLE - PLACES) throw new Error(`Registered: ${JSON.stringify(count)}.`);
    report('registrations.at_once_500.s', took / 1000);
    report('registrations.at_once_500.per_s', PEOPLE / (took / 1000));
    await office.close();
  } finally {
    await postgres.stop();
    await remove();
  }
}
