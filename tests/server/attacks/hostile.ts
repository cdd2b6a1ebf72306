/** The same numbers for the same seed (mulberry32), so that what an attack finds is found again. */
export function createDice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
    below: (limit: number) => Math.floor(next() * limit),
  };
}
export type Dice = ReturnType<typeof createDice>;

/** What somebody means ill by: for SQL, JSON, HTML, paths, formulas, headers and the parsers of filters. */
export const texts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\u0000x',
  "'",
  '"',
  '`',
  '\\',
  "';--",
  "' or '1'='1",
  '"; drop table staff; --',
  "1' union select * from auth.users --",
  '$$',
  '$1',
  '%',
  '%%',
  '_',
  '*',
  '(',
  ')',
  '()',
  '((((((((((',
  ',',
  '.',
  '..',
  '../../../../etc/passwd',
  '..%2f..%2fpackage.json',
  '/etc/passwd',
  'C:\\windows',
  'file:///etc/passwd',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '#{7*7}',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1',
  '@SUM(1)',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '999999999999999999999999',
  '0x10',
  '2026-99-99',
  '2026-02-30',
  'infinity',
  '-infinity',
  '00000000-0000-0000-0000-000000000000',
  'not-a-uuid',
  '\ud800',
  '\udfff\ud800',
  '𝕳𝖊𝖑𝖑𝖔',
  '‮abc',
  '\r\nSet-Cookie: a=b',
  '\n\n',
  '\t',
  '\u2028',
  'é'.repeat(500),
  'a'.repeat(5000),
  '{}',
  '[]',
  '{"a":1}',
  '[1',
  'eq.1',
  'in.(1,2',
  'in.("',
  'and(id.eq.1)',
  'or(',
  'not.',
  'not.not.eq.1',
  'fts(english).x',
  'like(any).{a,b',
  'is.unknown',
  'cs.{',
  'ov.[1,2)',
  'count()',
  '*,*',
  'id::text',
  'id::pg_catalog.regclass',
  'x:id',
  '...',
  'auth.users',
  'pg_sleep(9)',
  'search_path',
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'hasOwnProperty',
];

/** A value of any type, some of them large, some of them deep. */
export function anyValue(dice: Dice): unknown {
  let deep: unknown = 1;
  switch (dice.below(10)) {
    case 0:
      return null;
    case 1:
      return dice.pick([true, false]);
    case 2:
      return dice.pick([0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308]);
    case 3:
      return [dice.pick(texts), null, 1];
    case 4:
      return { [dice.pick(texts)]: dice.pick(texts) };
    case 5:
      for (let n = 0; n < 200; n++) deep = n % 2 ? [deep] : { a: deep };
      return deep;
    case 6:
      return 'x'.repeat(100_000);
    default:
      return dice.pick(texts);
  }
}

/** Headers that parsers of HTTP and of PostgREST read. */
export function anyHeaders(dice: Dice): Record<string, string> {
  const headers: Record<string, string> = {};
  const choices: [string, readonly string[]][] = [
    [
      'content-type',
      [
        'application/json',
        'text/csv',
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'application/octet-stream',
        'application/json; charset=utf-99',
        ';;;',
      ],
    ],
    [
      'accept',
      [
        '*/*',
        'application/json',
        'text/csv',
        'application/vnd.pgrst.object+json',
        'application/vnd.pgrst.plan+json; options=analyze',
        'application/geo+json',
        'image/png',
        ';q=x',
        'text/event-stream',
      ],
    ],
    [
      'prefer',
      [
        'return=representation',
        'return=minimal',
        'resolution=merge-duplicates',
        'count=exact',
        'count=estimated',
        'tx=rollback',
        'missing=default',
        'max-affected=1',
        'handling=strict, nonsense=1',
        ',,,=',
      ],
    ],
    ['range', ['0-9', '0-', '-5', '9-0', 'bytes=0-', 'items=999999999999-', 'x']],
    ['range-unit', ['items', 'bytes']],
    ['accept-profile', ['public', 'private', 'auth', 'pg_catalog', 'information_schema', 'x"; select 1']],
    ['content-profile', ['public', 'private', 'auth', 'storage']],
    ['x-forwarded-for', ['127.0.0.1', '::1', "' or 1=1", 'a'.repeat(2000)]],
    ['x-http-method-override', ['DELETE', 'PATCH']],
    ['origin', ['https://evil.example', 'null']],
    ['host', ['evil.example', 'localhost:1', 'a b']],
    ['content-length', ['0']],
    ['if-none-match', ['*', '"x"']],
    ['cookie', ['session=1', '=;=;=']],
    ['accept-language', ['es', '*;q=9', 'a'.repeat(500)]],
    ['x-request-id', ['<script>', 'a'.repeat(3000)]],
  ];
  for (const [name, values] of choices) if (dice.next() < 0.25 && name !== 'content-length') headers[name] = dice.pick(values);
  return headers;
}

/** What an answer must never hold: the words of the database's and the program's insides, and the secrets. */
const inside =
  /syntax error at|\bselect\b[^.]{0,60}\bfrom\b|insert into|update "|\brelation "|pg_catalog|node_modules|\bat [\w.<>]+ \(|\.(ts|js):\d+|postgres\.js|pglite|kysely|stack|sb_secret_|encrypted_password|\$2[aby]\$/i;

/** The part of an answer that shows an inside; null for none. */
export const findLeak = (text: string): string | null => inside.exec(text)?.[0] ?? null;
