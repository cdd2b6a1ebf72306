import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type App, fireAll, type Shot } from './attack.ts';
import { anyHeaders, anyValue, createDice, type Dice, texts } from './hostile.ts';

/** Another number makes other attacks: ATTACK_SEED=7 npm test -- tests/server/attacks */
const seed = Number(process.env.ATTACK_SEED ?? 0);
/** How often each table, function and route is attacked by each: every one is in any case. ATTACKS=50 makes a long night of it. */
const times = Number(process.env.ATTACKS ?? 6);

let office: TestOffice;
let app: App;
let relations: { name: string; columns: string[] }[];
let procedures: { name: string; names: string[]; volatile: boolean }[];
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  relations = await office.exec(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') group by 1 order by 1`,
  );
  procedures = await office.exec(
    `select proname::text as name, coalesce(proargnames[1:pronargs], '{}')::text[] as names, provolatile = 'v' as volatile from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  );
});
afterAll(() => office.close());

const headersFor = (who: Role | 'nobody'): Record<string, string> => ({
  apikey: office.backend.publishableKey,
  ...(who === 'nobody' ? {} : { authorization: `Bearer ${office.tokenOf(who)}` }),
});

/** The answers, and that the office still stands after them: for everybody else, and as it was. */
async function survive(shots: Shot[]): Promise<string[]> {
  const wrong = await fireAll(app, shots);
  const { data, error } = await office.as('manager').from('topics').select('id').limit(1);
  return data?.length === 1 ? wrong : [`afterwards nobody is answered: ${error?.message}`, ...wrong];
}

/** What everybody keeps for themselves, and the log of it: a viewer's attack may change the viewer's own. */
const personal = [
  'public.preferences',
  'public.saved_views',
  'public.attachment_downloads',
  'public.changes',
  'public.change_sets',
  'private.audited_tables',
];

/** Everything else that is kept, in one value; what a viewer or a stranger does must not change it. */
async function everything(who: Role | 'nobody'): Promise<Record<string, string>> {
  // Attempts are counted: that is what they are for.
  const tables = await office.exec<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'private', 'auth') and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('attempts', 'sessions', 'refresh_tokens', 'audit_log_entries') order by 1`,
  );
  const kept: Record<string, string> = {};
  for (const { name } of tables.filter(({ name }) => who === 'nobody' || !personal.includes(name)))
    kept[name] = String(
      (
        await office.exec<{ rows: string }>(
          `select count(*) || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as rows from ${name} t`,
        )
      )[0]?.rows,
    );
  return kept;
}

function bodyFor(dice: Dice, names: readonly string[]): string {
  if (dice.next() < 0.15)
    return dice.pick(['', '{', '[', 'null', '""', '[]', '{}', '[[]]', '{"__proto__":{"x":1}}', '\ufeff{}', '<xml/>', 'a=1&b=2']);
  const row = () =>
    Object.fromEntries(
      Array.from({ length: 1 + dice.below(4) }, () => [
        dice.next() < 0.8 && names.length ? dice.pick(names) : dice.pick(texts),
        anyValue(dice),
      ]),
    );
  const value = dice.next() < 0.25 ? [row(), row()] : row();
  return JSON.stringify(value);
}

function queryFor(dice: Dice, columns: readonly string[]): string {
  const parts: [string, string][] = [];
  const column = () => (dice.next() < 0.8 ? dice.pick(columns) : dice.pick(texts));
  const operators = [
    'eq',
    'neq',
    'gt',
    'lt',
    'like',
    'ilike',
    'match',
    'imatch',
    'in',
    'is',
    'cs',
    'cd',
    'ov',
    'fts',
    'wfts',
    'isdistinct',
    'not.eq',
    'not.in',
    'eq(any)',
    'sl',
    'nonsense',
  ];
  for (let n = 1 + dice.below(3); n > 0; n--) {
    switch (dice.below(9)) {
      case 0:
        parts.push([
          'select',
          dice.pick([
            '*',
            'id',
            `${column()}`,
            `${column()}::text`,
            `x:${column()}`,
            `*,${dice.pick(relations).name}(*)`,
            `${column()}.count()`,
            `${column()}->a->>b`,
            '...staff(*)',
            `staff!inner(${column()})`,
            dice.pick(texts),
          ]),
        ]);
        break;
      case 1:
        parts.push(['order', `${column()}.${dice.pick(['asc', 'desc', 'asc.nullsfirst', 'x', dice.pick(texts)])}`]);
        break;
      case 2:
        parts.push([dice.pick(['limit', 'offset']), dice.pick(['1', '0', '-1', '99999999999999999999', 'x', '1e9', dice.pick(texts)])]);
        break;
      case 3:
        parts.push([dice.pick(['or', 'and', 'not.or']), `(${column()}.${dice.pick(operators)}.${dice.pick(texts)},${column()}.is.null)`]);
        break;
      case 4:
        parts.push([dice.pick(['on_conflict', 'columns', 'apikey', 'select[]']), column()]);
        break;
      default:
        parts.push([column(), `${dice.pick(operators)}.${dice.pick(['1', '(1,2)', '{1,2}', 'null', dice.pick(texts), dice.pick(texts)])}`]);
    }
  }
  return parts.map(([name, value]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(value))}`).join('&');
}
const wellFormed = (text: string) => text.replace(/[\ud800-\udfff]/g, '');

describe.each(['nobody', 'viewer', 'staff'] as const)('%s', (who) => {
  test('gets no failure and no inside out of any table, and a viewer or a stranger changes nothing', async () => {
    const dice = createDice(210140 + seed);
    const before = who === 'staff' ? null : await everything(who);
    const shots: Shot[] = relations.flatMap(({ name, columns }) =>
      Array.from({ length: times }, () => ({
        method: dice.pick(['GET', 'GET', 'GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']),
        address: `/rest/v1/${name}?${queryFor(dice, columns)}`,
        headers: { ...headersFor(who), 'content-type': 'application/json', ...anyHeaders(dice) },
        body: bodyFor(dice, columns),
      })),
    );
    expect(await survive(shots)).toEqual([]);
    if (before) expect(await everything(who)).toEqual(before);
  });

  test('gets no failure and no inside out of any function', async () => {
    const dice = createDice(4310 + seed);
    const before = who === 'staff' ? null : await everything(who);
    const shots: Shot[] = procedures.flatMap(({ name, names }) =>
      Array.from({ length: times }, () => ({
        method: dice.pick(['POST', 'POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE']),
        address: `/rest/v1/rpc/${name}${dice.next() < 0.2 ? `?${queryFor(dice, names.length ? names : ['x'])}` : ''}`,
        headers: { ...headersFor(who), 'content-type': 'application/json', ...(dice.next() < 0.3 ? anyHeaders(dice) : {}) },
        body: bodyFor(dice, names),
      })),
    );
    expect(await survive(shots)).toEqual([]);
    if (before) expect(await everything(who)).toEqual(before);
  });

  test('gets no failure and no inside out of any route of the server', async () => {
    const dice = createDice(2021 + seed);
    const routes = [...new Set(app.routes.map(({ path }) => path))].filter((path) => !path.includes('*') && !path.startsWith('/rest/'));
    const names = [
      'token',
      'name',
      'email',
      'password',
      'month',
      'code',
      'id',
      'file',
      'role',
      'table',
      'grant_type',
      'refresh_token',
      'new_password',
      'staff_id',
      'record_id',
    ];
    const shots: Shot[] = routes.flatMap((path) =>
      Array.from({ length: 2 * times }, () => ({
        method: dice.pick(['GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
        address: `${path.replace(/:\w+(\{[^}]*\})?/g, () => encodeURIComponent(wellFormed(dice.pick(['1', crypto.randomUUID(), dice.pick(texts)]))) || 'x')}?${queryFor(dice, names)}`,
        headers: { ...headersFor(who), 'content-type': 'application/json', ...anyHeaders(dice) },
        body: bodyFor(dice, names),
      })),
    );
    expect(await survive(shots)).toEqual([]);
  });
});
