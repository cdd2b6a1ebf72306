import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let curriculum: string;
beforeAll(async () => {
  office = await openOffice();
  const { data, error } = await office.as('coordinator').rpc('save_curriculum', {
    p_curriculum: {
      name: 'Open Data 101',
      hours: 1.5,
      datasets: ['311 cases'],
      materials: [
        { language: 'en', title: 'Slides', url: 'https://example.org/en' },
        { language: 'es', title: 'Diapositivas', url: 'https://example.org/es' },
      ],
    },
  });
  if (error) throw error;
  curriculum = data;
});
afterAll(() => office.close());

const one = async (sql: string) => (await office.exec<{ v: string }>(sql))[0]?.v ?? '';
const training = (kind = 'training', starts = `now() - interval '3 hours'`) =>
  one(
    `insert into events (title, kind, starts_at, ends_at) values ('Open Data', '${kind}', ${starts}, ${starts} + interval '2 hours') returning id as v`,
  );
const person = (event: string) =>
  one(`insert into registrations (event_id, name, language) values ('${event}', 'Rosa Peña', 'es') returning id as v`);
const paper = (event: string, before: number, after: number, role: Role = 'staff', more: object = {}) =>
  office.as(role).rpc('note_rating', { p_event: event, p_rating: { before, after, client_key: crypto.randomUUID(), ...more } });
const outcome = async (event: string) => (await office.as('viewer').rpc('training_outcome', { p_event: event })).data;

describe('what is taught', () => {
  test('a training keeps the edition that was held, whatever becomes of the curriculum', async () => {
    const event = await training();
    await office.as('coordinator').rpc('set_training', { p_event: event, p_curriculum: curriculum });
    await office
      .as('coordinator')
      .rpc('save_curriculum', { p_id: curriculum, p_version: 1, p_curriculum: { edition: '2', datasets: ['Permits'] } });
    const { data } = await office.as('viewer').from('event_trainings').select('name, edition, hours, datasets').eq('event_id', event);
    expect(data?.map((row) => ({ ...row, hours: Number(row.hours) }))).toEqual([
      { name: 'Open Data 101', edition: '1', hours: 1.5, datasets: ['311 cases'] },
    ]);
  });

  test('only a training has a curriculum, and only coordinators say which', async () => {
    const clinic = await office.as('coordinator').rpc('set_training', { p_event: await training('clinic'), p_curriculum: curriculum });
    expect(clinic.error).toMatchObject({ code: 'PT422', hint: 'kind' });
    const staff = await office.as('staff').rpc('set_training', { p_event: await training(), p_curriculum: curriculum });
    expect(staff.error).toMatchObject({ code: '42501' });
  });

  test('an edition is there once, materials have a whole link, and a stale form overwrites nothing', async () => {
    const save = (p_curriculum: object, p_id?: string, p_version?: number) =>
      office
        .as('coordinator')
        .rpc('save_curriculum', { p_curriculum: p_curriculum as never, ...(p_id ? { p_id, p_version: p_version ?? 1 } : {}) });
    expect((await save({ name: 'Open Data 101', edition: '2' })).error).toMatchObject({ hint: 'edition' });
    expect((await save({ name: ' ' })).error).toMatchObject({ hint: 'name' });
    expect((await save({ name: 'Maps', materials: [{ language: 'en', title: 'Slides', url: 'example.org' }] })).error).toMatchObject({
      hint: 'materials',
    });
    expect((await save({ name: 'Open Data' }, curriculum, 1)).error).toMatchObject({ code: 'PT409', hint: 'version' });
  });
});

describe('what people said', () => {
  test('medians are told from five on; of fewer only how many there are', async () => {
    const event = await training();
    for (const [before, after] of [
      [1, 3],
      [2, 4],
      [2, 5],
      [3, 3],
    ] as const)
      await paper(event, before, after, 'staff', { comment: 'Good' });
    expect(await outcome(event)).toEqual({ ratings: 4, answers: 0 });
    await paper(event, 1, 4);
    expect(await outcome(event)).toMatchObject({
      ratings: 5,
      before: 2,
      after: 4,
      change: 2,
      better: 4,
      comments: ['Good', 'Good', 'Good', 'Good'],
    });
  });

  test('a sheet that is sent twice is one, and a viewer types none in', async () => {
    const event = await training();
    const sheet = { client_key: crypto.randomUUID() };
    await paper(event, 2, 4, 'staff', sheet);
    await paper(event, 2, 4, 'staff', sheet);
    expect(await outcome(event)).toMatchObject({ ratings: 1 });
    expect((await paper(event, 2, 4, 'viewer')).error).toMatchObject({ code: '42501' });
    expect((await paper(event, 0, 4)).error).toMatchObject({ code: 'PT422', hint: 'before' });
    expect((await paper(await training('training', `now() + interval '1 day'`), 2, 4)).error).toMatchObject({ hint: 'event' });
  });

  test('by a link once only, each with an answer that says so', async () => {
    const event = await training();
    const registration = await person(event);
    const rate = (after: number) => office.service.rpc('rate_training', { p_registration: registration, p_rating: { before: 2, after } });
    expect((await rate(4)).data).toBe('rated');
    expect((await rate(1)).data).toBe('done');
    expect(await office.exec(`select after, language from training_ratings where registration_id = '${registration}'`)).toEqual([
      { after: 4, language: 'es' },
    ]);
    const used = (yes: boolean) =>
      office.service.rpc('answer_follow_up', { p_registration: registration, p_has_used: yes, p_words: 'At work' });
    expect((await used(true)).data).toBe('answered');
    expect((await used(false)).data).toBe('done');
  });

  test('no link rates what has not begun, was cancelled, or is no training', async () => {
    const rate = async (registration: string) =>
      (await office.service.rpc('rate_training', { p_registration: registration, p_rating: { before: 2, after: 3 } })).data;
    expect(await rate(await person(await training('training', `now() + interval '1 day'`)))).toBeNull();
    expect(await rate(await person(await training('clinic')))).toBeNull();
    const event = await training();
    const gone = await person(event);
    await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where id = '${gone}'`);
    expect(await rate(gone)).toBeNull();
    expect(await rate(crypto.randomUUID())).toBeNull();
  });

  test('what one person said of themselves is not for everybody', async () => {
    const { error } = await office.as('staff').from('training_ratings').select('before');
    expect(error).toMatchObject({ code: '42501' });
  });

  test('a sheet that was typed in wrongly is taken back by an undo', async () => {
    const event = await training();
    await paper(event, 5, 1);
    const set = await one(`select change_set as v from changes where table_name = 'training_ratings' order by id desc limit 1`);
    expect((await office.as('staff').rpc('undo_change_set', { p_change_set: set })).data).toMatchObject({ undone: 1 });
    expect(await outcome(event)).toMatchObject({ ratings: 0 });
  });
});
