import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Found = { id: string; name: string; score: number; reasons: string[] };
type Pairs = {
  rows: { a: { id: string; name: string }; b: { id: string; name: string }; score: number; reasons: string[] }[];
  count: number;
  next: unknown;
};
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const save = async (resident: object): Promise<string> => {
  const { data, error } = await office.as('staff').rpc('save_resident', { p_resident: resident as never });
  if (error) throw error;
  return String(data);
};
const like = async (draft: object): Promise<Found[]> => {
  const { data, error } = await office.as('viewer').rpc('find_duplicate_residents', { p_draft: draft as never });
  if (error) throw error;
  return data as unknown as Found[];
};
const pairs = async (query: object = {}): Promise<Pairs> => {
  while (Number((await office.service.rpc('find_resident_pairs', { p_limit: 500 })).data) > 0);
  const { data, error } = await office.as('viewer').rpc('list_duplicates', { p_query: query as never });
  if (error) throw error;
  return data as unknown as Pairs;
};
const names = (all: Pairs) => all.rows.map(({ a, b }) => [a.name, b.name].sort().join(' = '));

describe('while somebody types', () => {
  test('a name is known by its accents left out, its short form, its sound and its order', async () => {
    await save({ name: 'José Peña Núñez' });
    await save({ name: 'Robert Johnson' });
    await save({ name: 'Đặng Thị Hương' });
    for (const [typed, name] of [
      ['Jose Pena', 'José Peña Núñez'],
      ['Pepe Peña', 'José Peña Núñez'],
      ['NUNEZ, José', 'José Peña Núñez'],
      ['Bob Jonson', 'Robert Johnson'],
      ['Mr. Johnson, Bobby', 'Robert Johnson'],
      ['dang huong', 'Đặng Thị Hương'],
    ] as const)
      expect([typed, (await like({ name: typed })).map((one) => one.name)]).toEqual([typed, [name]]);
    for (const typed of ['Jose', 'Johnson', 'Roberta Flack', '', '  ', 'Mr.'])
      expect([typed, await like({ name: typed })]).toEqual([typed, []]);
  });

  test('a number, a mail and an address tell more, the likeliest stands first and each says why', async () => {
    const whole = await save({
      name: 'Maria Garcia',
      phones: [{ number: '+18165550501' }],
      emails: [{ address: 'maria@example.org' }],
      addresses: [{ lines: '1200 N. Troost Avenue, Apt 4', postal_code: '64106' }],
    });
    const namesake = await save({ name: 'María García' });
    const household = await save({ name: 'Luis Ortega', phones: [{ number: '+18165550501' }] });
    const found = await like({
      name: 'Maria Garcia',
      phones: [{ number: '+18165550501' }, { number: '816' }],
      emails: [{ address: ' MARIA@example.org' }, { address: 'mar' }],
      addresses: [{ lines: '1200 Troost ave', postal_code: '64106-1234' }],
    });
    expect(found.map(({ id, reasons }) => [id, reasons])).toEqual([
      [whole, ['same_name', 'same_email', 'same_phone', 'same_address']],
      [namesake, ['same_name']],
      [household, ['same_phone']],
    ]);
    expect(found[0]?.score).toBe(100);
    expect(await like({ name: 'Nobody Known', addresses: [{ lines: '1200 Troost ave', postal_code: '64106' }] })).toEqual([]);
  });

  test('whoever is edited is not their own duplicate, and what cannot be read is no harm', async () => {
    const id = await save({ name: 'Halima Abdi', phones: [{ number: '+18165550511' }] });
    expect(await like({ id, name: 'Halima Abdi', phones: [{ number: '+18165550511' }] })).toEqual([]);
    expect(await like({ name: `x'); drop table residents; --`, phones: 'none', emails: [{ address: "%' or true" }] })).toEqual([]);
  });
});

describe('the work list', () => {
  test('has who is likely one, and leaves out households, namesakes with other numbers and who was told apart', async () => {
    await save({ name: 'Bob Miller', phones: [{ number: '+18165550601' }] });
    await save({ name: 'Robert Miller', phones: [{ number: '+18165550601' }] });
    await save({ name: 'Karen Miller', phones: [{ number: '+18165550601' }] });
    await save({ name: 'Xochitl Quetzal', emails: [{ address: 'xq@example.org' }] });
    await save({ name: 'Xóchitl Quetzal' });
    await save({ name: 'Wanda Walters', phones: [{ number: '+18165550602' }] });
    await save({ name: 'Wanda Walters', phones: [{ number: '+18165550603' }] });
    const all = names(await pairs());
    expect(all).toContain('Bob Miller = Robert Miller');
    expect(all).toContain('Xochitl Quetzal = Xóchitl Quetzal');
    expect(all.filter((pair) => /Karen|Wanda/.test(pair))).toEqual([]);

    const { rows, count } = await pairs();
    const bob = rows.find(({ a, b }) => [a.name, b.name].includes('Bob Miller'));
    expect(bob?.reasons).toEqual(['similar_name', 'same_phone']);
    // Told apart in either order, once or twice; undone, they are asked about again.
    const apart = () => office.as('staff').rpc('dismiss_duplicate', { p_a: String(bob?.b.id), p_b: String(bob?.a.id) });
    expect((await apart()).error).toBeNull();
    const set = String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);
    expect((await apart()).error).toBeNull();
    expect(names(await pairs())).not.toContain('Bob Miller = Robert Miller');
    expect((await pairs()).count).toBe(count - 1);
    expect((await like({ id: String(bob?.a.id), name: bob?.a.name })).map(({ id }) => id)).not.toContain(bob?.b.id);
    await office.as('staff').rpc('undo_change_set', { p_change_set: set });
    expect(names(await pairs())).toContain('Bob Miller = Robert Miller');
    expect((await office.as('viewer').rpc('dismiss_duplicate', { p_a: String(bob?.a.id), p_b: String(bob?.b.id) })).error?.code).toBe(
      '42501',
    );
  });

  test('is turned page by page without a pair missing or twice, and follows what is changed', async () => {
    const seen: string[] = [];
    let query: object = { limit: 1, after: null };
    for (;;) {
      const page = await pairs(query);
      seen.push(...page.rows.map(({ a, b }) => `${a.id} ${b.id}`));
      if (!page.next) break;
      query = { limit: 1, after: page.next };
    }
    const all = (await pairs()).rows.map(({ a, b }) => `${a.id} ${b.id}`);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
    const [row] = await office.exec<{ id: string; version: number }>(`select id, version from residents where name = 'Bob Miller'`);
    await office
      .as('staff')
      .rpc('save_resident', { p_resident: { name: 'Zeno Other' }, p_id: String(row?.id), p_version: Number(row?.version) });
    expect(names(await pairs()).filter((pair) => pair.includes('Miller'))).toEqual([]);
  });
});
