import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let event: string;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
  const { data, error } = await office.as('coordinator').rpc('save_event', {
    p_event: {
      title: 'Tax clinic',
      kind: 'clinic',
      starts_at: '2030-03-05T18:00:00-06:00',
      ends_at: '2030-03-05T20:30:00-06:00',
      place_name: 'Mohart Center',
      programs: ['Rent relief'],
      outcome: 'Went well',
      slug: 'clinic',
      staff: [{ staff_id: people.staff, task: 'lead', hours_planned: 3, hours_worked: 4 }],
      languages: [
        { language: 'es', mode: 'interpreted', interpreter: 'Luz Vega', booking: 'booked' },
        { language: 'en', mode: 'spoken', booking: 'booked' },
      ],
      supplies: [{ item: 'Table', quantity: 2, is_packed: true }],
      costs: [{ label: 'Interpreter', planned_cents: 18_000, actual_cents: 17_000 }],
    } as Json,
  });
  if (error) throw error;
  event = data;
});
afterAll(() => office.close());

const keep = (name: string, id?: string, role: Role = 'coordinator') =>
  office.as(role).rpc('save_event_template', { p_event: event, p_name: name, ...(id ? { p_id: id } : {}) });
const change = (id: string, name: string, isActive: boolean, role: Role = 'coordinator') =>
  office.as(role).rpc('change_event_template', { p_id: id, p_name: name, p_is_active: isActive });
const read = async (id: string) => (await office.service.from('event_templates').select('*').eq('id', id).maybeSingle()).data;
const undo = async () => {
  const [set] = await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1');
  const { data, error } = await office.as('coordinator').rpc('undo_change_set', { p_change_set: String(set?.id) });
  if (error) throw error;
  return data as { undone?: number };
};

describe('templates', () => {
  test('an event is kept without its day: interpreters are to be booked and supplies packed anew, what was is left out', async () => {
    const { data: id, error } = await keep('Evening clinic');
    expect(error).toBeNull();
    const template = await read(String(id));
    expect(template).toMatchObject({ name: 'Evening clinic', is_active: true, created_by: people.coordinator });
    const content = template?.content as Record<string, unknown>;
    expect(content).toMatchObject({
      title: 'Tax clinic',
      starts_time: '18:00',
      duration_minutes: 150,
      programs: ['Rent relief'],
      staff: [{ staff_id: people.staff, task: 'lead', hours_planned: 3 }],
      languages: [
        { language: 'en', booking: 'booked' },
        { language: 'es', interpreter: 'Luz Vega', booking: 'wanted' },
      ],
      supplies: [{ item: 'Table', quantity: 2, is_packed: false }],
      costs: [{ label: 'Interpreter', planned_cents: 18_000 }],
    });
    for (const gone of ['id', 'uid', 'starts_at', 'slug', 'outcome', 'status', 'version']) expect(content).not.toHaveProperty(gone);
    // What a template says is what save_event takes, once a day is added.
    const { data: made, error: refused } = await office.as('coordinator').rpc('save_event', {
      p_event: { ...content, starts_at: '2030-04-02T18:00:00-05:00', ends_at: '2030-04-02T20:30:00-05:00' } as Json,
    });
    expect(refused).toBeNull();
    const { data: copied } = await office.as('viewer').rpc('event_content', { p_id: String(made) });
    expect(copied).toEqual(content);
  });

  test('keeping, replacing, renaming and taking off the list are one act each, and undone as one', async () => {
    const { data: id } = await keep('Spring clinic');
    await change(String(id), 'Clinic in spring', true);
    expect(await read(String(id))).toMatchObject({ name: 'Clinic in spring' });
    await undo();
    expect(await read(String(id))).toMatchObject({ name: 'Spring clinic' });
    await change(String(id), 'Spring clinic', false);
    await undo();
    expect(await read(String(id))).toMatchObject({ is_active: true });
    await office.as('coordinator').rpc('save_event', { p_event: { room: 'Gym' }, p_id: event });
    await keep('Spring clinic', String(id));
    expect((await read(String(id)))?.content).toMatchObject({ room: 'Gym' });
    await undo();
    expect((await read(String(id)))?.content).toMatchObject({ room: null });
    const { data: other } = await keep('Short-lived');
    await undo();
    expect(await read(String(other))).toBeNull();
  });

  test('a template needs a name of its own', async () => {
    const { data: id } = await keep('One of a kind');
    expect((await keep('one of a KIND')).error).toMatchObject({ code: 'PT422', hint: 'template_taken' });
    expect((await keep('  ')).error).toMatchObject({ code: 'PT422', hint: 'template_name' });
    expect((await change(String(id), ' ', true)).error).toMatchObject({ code: 'PT422', hint: 'template_name' });
  });

  test('coordinators make templates; staff and viewers read them', async () => {
    const { data: id } = await keep('Read by all');
    for (const role of ['viewer', 'staff'] as const) {
      expect((await keep('Mine', undefined, role)).error?.code).toBe('42501');
      expect((await change(String(id), 'Mine', true, role)).error?.code).toBe('42501');
      const { data } = await office.as(role).from('event_templates').select('name').eq('id', String(id)).single();
      expect(data?.name).toBe('Read by all');
    }
  });
});

test('names that were used before are suggested, most used first, with where a place is', async () => {
  for (const place of ['City Hall', 'City Hall', 'Library']) {
    await office.as('coordinator').rpc('save_event', {
      p_event: {
        title: 'Talk',
        kind: 'other',
        starts_at: '2030-05-05T18:00:00-06:00',
        ends_at: '2030-05-05T20:30:00-06:00',
        place_name: place,
        address: `1 ${place} Way`,
        programs: ['Weatherization'],
      },
    });
  }
  const { data } = await office.as('viewer').rpc('event_suggestions');
  const said = data as { places: string[]; programs: string[]; addresses: Record<string, { address: string }> };
  expect(said.programs[0]).toBe('Weatherization');
  expect(said.places.indexOf('City Hall')).toBeLessThan(said.places.indexOf('Library'));
  expect(said.addresses['City Hall']?.address).toBe('1 City Hall Way');
});
