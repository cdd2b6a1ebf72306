import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/shared/dates.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Json = Record<string, unknown>;
let office: TestOffice;
let program: string;
let today: string;
beforeAll(async () => {
  office = await openOffice();
  const [row] = await office.exec<{ id: string; today: string }>(
    `insert into programs (organization_id, name, primary_section, sections) select id, 'Rent help', 5, '{4,5}' from organizations order by code limit 1
     returning id, private.local_date(now())::text as today`,
  );
  program = String(row?.id);
  today = String(row?.today);
});
afterAll(() => office.close());

const call = async <Answer = unknown>(role: Role, name: string, values: Json) => {
  const { data, error } = await office.as(role).rpc(name as never, values as never);
  return { data: data as Answer, error: error as { code: string; hint: string } | null };
};
const save = (values: Json, more: Json = {}, role: Role = 'staff') =>
  call<string>(role, 'save_application', { p_application: { ...(more.p_id ? {} : { program_id: program }), ...values }, ...more });
const row = async (id: string) =>
  (
    await office.exec<Json>(
      `select *, started_on::text, submitted_on::text, decided_on::text, amount_cents::text from applications where id = $1`,
      [id],
    )
  )[0] as Json;

describe('an application', () => {
  test('begins today, by whoever saves it, with resident, language and district of its inquiry and the sections of its program', async () => {
    const [district] = await office.exec<{ id: string }>('select id from districts order by code limit 1');
    const person = { name: 'Halima Abdi', preferred_language: 'so', district_id: district?.id };
    const resident = (await call<string>('staff', 'save_resident', { p_resident: person })).data;
    const [inquiry] = await office.exec<{ id: string }>(
      `insert into inquiries (subject, channel, language, topic_id, resident_id) select 'Rent', 'phone', 'so', id, $1 from topics order by code limit 1 returning id`,
      [resident],
    );
    const made = await save({ inquiry_id: inquiry?.id });
    expect(await row(made.data)).toMatchObject({
      status: 'started',
      started_on: today,
      resident_id: resident,
      language: 'so',
      district_id: district?.id,
      primary_section: 5,
      sections: [4, 5],
    });
    const facts = (await call<Json>('viewer', 'application_facts', { p_id: made.data })).data;
    expect(facts).toMatchObject({
      program: { name: 'Rent help' },
      resident: { name: 'Halima Abdi' },
      assisted_by: { name: 'Staff Person' },
    });
    expect((await save({}, {}, 'viewer')).error).toMatchObject({ code: '42501' });
  });

  test('goes on to an outcome with an amount, and loses both when it goes back', async () => {
    const { data: id } = await save({ started_on: addDays(today, -40) });
    await save({ status: 'submitted', submitted_on: addDays(today, -35) }, { p_id: id, p_version: 1 });
    await save({ status: 'approved', decided_on: addDays(today, -2), amount_cents: 120_000 }, { p_id: id, p_version: 2 });
    expect(await row(id)).toMatchObject({ status: 'approved', decided_on: addDays(today, -2), amount_cents: '120000' });
    expect((await save({ status: 'denied' }, { p_id: id, p_version: 2 })).error).toMatchObject({ code: 'PT409', hint: 'version' });
    await save({ status: 'submitted' }, { p_id: id, p_version: 3 });
    expect(await row(id)).toMatchObject({ status: 'submitted', submitted_on: addDays(today, -35), decided_on: null, amount_cents: null });
  });

  test.each([
    [{ program_id: '00000000-0000-4000-8000-000000000000' }, 'application_program'],
    [{ status: 'lost' }, 'application_status'],
    [{ started_on: '2999-01-01' }, 'application_started_on'],
    [{ status: 'submitted', started_on: '2026-03-03', submitted_on: '2026-03-02' }, 'application_submitted_on'],
    [{ status: 'denied', started_on: '2026-03-03', submitted_on: '2026-03-04', decided_on: '2026-03-03' }, 'application_decided_on'],
    [{ status: 'submitted', amount_cents: 5 }, 'application_amount'],
    [{ status: 'approved', amount_cents: -5 }, 'application_amount'],
    [{ status: 'started', decided_on: '2026-03-03' }, 'application_decided_on'],
    [{ started_on: 'lately' }, 'application_unread'],
    [{ resident_id: '00000000-0000-4000-8000-000000000000' }, 'application_resident_id'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await save(wrong)).error).toMatchObject({ code: 'PT422', hint });
  });

  test('is listed by how long it waits, by program and by words, and counted the same way', async () => {
    await office.exec('delete from applications');
    const old = (await save({ started_on: addDays(today, -60), note: 'old' })).data;
    const fresh = (await save({ started_on: addDays(today, -3) })).data;
    const done = (await save({ status: 'approved', started_on: addDays(today, -50), decided_on: today, amount_cents: 40_000 })).data;
    const list = async (p_query: Json) =>
      ((await call<{ rows: { id: string }[] }>('viewer', 'list_applications', { p_query })).data.rows ?? []).map(({ id }) => id);
    const count = async (p_query: Json) => (await call<number>('viewer', 'count_applications', { p_query })).data;
    const queries: [Json, string[]][] = [
      [{}, [old, done, fresh]],
      [{ filters: { is_open: true } }, [old, fresh]],
      [{ filters: { waits_since: addDays(today, -30) } }, [old]],
      [{ filters: { program: [program], status: ['approved'] } }, [done]],
      [{ filters: { decided: { from: today, to: today } } }, [done]],
      [{ search: 'RENT hel', filters: { is_open: false } }, [done]],
      [{ search: 'food' }, []],
    ];
    for (const [query, ids] of queries) {
      expect(await list(query)).toEqual(ids);
      expect(await count(query)).toBe(ids.length);
    }
    const page = await call<{ rows: Json[]; next: unknown }>('viewer', 'list_applications', { p_query: { limit: 2 } });
    expect(page.data.rows).toHaveLength(2);
    expect(await list({ limit: 2, after: page.data.next })).toEqual([fresh]);
  });
});
