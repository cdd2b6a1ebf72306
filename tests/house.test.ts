import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();

const source = filesIn('src', /\.(ts|tsx)$/).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const importsOf = ({ file, text }: { file: string; text: string }) =>
  [...text.matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => ({
    file,
    name,
    target: name.startsWith('.') ? path.relative(root, path.resolve(root, path.dirname(file), name)) : name,
  }));
const imports = source.flatMap(importsOf);
const from = (folder: string) => imports.filter(({ file }) => file.startsWith(`src/${folder}/`));
const broken = (found: { file: string; target: string }[]) => found.map(({ file, target }) => `${file} imports ${target}`);

describe('who may import whom', () => {
  test('the rules of the domain know no screen, no database, no machine', () => {
    // Plain functions themselves: the calendar's arithmetic.
    const plain = ['temporal-polyfill', 'rrule-temporal'];
    expect(broken(from('domain').filter(({ target }) => !target.startsWith('src/domain/') && !plain.includes(target)))).toEqual([]);
  });
  test('one noun’s rules do not lean on another’s', () => {
    const nounOf = (file: string) => file.split('/')[2];
    const others = from('domain').filter(({ file, target }) => target.startsWith('src/') && nounOf(target) !== nounOf(file));
    expect(broken(others.filter(({ target }) => nounOf(target) !== 'shared'))).toEqual([]);
  });
  test('the doorway to the data knows neither browser nor server', () => {
    const allowed = (target: string) =>
      target.startsWith('src/data/') || target.startsWith('src/domain/shared/') || target.startsWith('@supabase/');
    expect(broken(from('data').filter(({ target }) => !allowed(target)))).toEqual([]);
  });
  test('browser and server never see each other', () => {
    expect(broken(from('app').filter(({ target }) => target.startsWith('src/server/') || target.startsWith('node:')))).toEqual([]);
    expect(broken(from('server').filter(({ target }) => target.startsWith('src/app/')))).toEqual([]);
  });
  test('features of the app meet in app/shared, never in each other', () => {
    const featureOf = (file: string) => /^src\/app\/features\/([^/]+)\//.exec(file)?.[1];
    const crossing = from('app').filter(
      ({ file, target }) => featureOf(file) && featureOf(target) && featureOf(file) !== featureOf(target),
    );
    expect(broken(crossing)).toEqual([]);
    expect(
      broken(imports.filter(({ file, target }) => file.startsWith('src/app/shared/') && target.startsWith('src/app/features/'))),
    ).toEqual([]);
  });
  test.each([
    ['@supabase/lite', /^src\/server\/backend\//],
    ['@electric-sql/pglite', /^src\/server\/backend\//],
    ['kysely', /^src\/server\/backend\//],
    ['pdfmake', /^src\/server\/reports\//],
    ['nodemailer', /^src\/server\/mail\/(transport|compose|bare-pool)\.ts$/],
    ['antd', /^src\/app\//],
    ['temporal-polyfill', /^src\/domain\/(shared\/zoned|events\/recurrence)\.ts$/],
    ['rrule-temporal', /^src\/domain\/events\/recurrence\.ts$/],
    ['hono', /^src\/server\/http\//],
    ['ical.js', /^src\/server\/feeds\//],
    ['timezones-ical-library', /^src\/server\/feeds\//],
    ['imapflow', /^src\/server\/inbox\//],
    ['postal-mime', /^src\/server\/inbox\//],
    ['prom-client', /^src\/server\/observe\//],
    ['zod', /^src\/server\/settings\//],
    ['mjml', /^src\/server\/campaigns\/mjml\.ts$/],
    ['html-to-text', /^src\/server\/campaigns\/text-part\.ts$/],
    ['liquidjs', /^src\/server\/campaigns\/liquid\.ts$/],
  ])('%s has one home', (name, home) => {
    expect(broken(imports.filter(({ file, target }) => (target === name || target.startsWith(`${name}/`)) && !home.test(file)))).toEqual(
      [],
    );
  });
  test('only one file reads the environment', () => {
    expect(source.filter(({ file, text }) => /process\.env/.test(text) && file !== 'src/server/config.ts').map(({ file }) => file)).toEqual(
      [],
    );
  });
});

describe('names and sizes', () => {
  test('files and folders are in kebab-case', () => {
    const odd = source
      .map(({ file }) => file)
      .filter((file) => !file.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part)));
    expect(odd).toEqual([]);
  });
  test('nothing is called utils, misc or helpers, and there are no barrels', () => {
    expect(source.map(({ file }) => file).filter((file) => /\/(utils|misc|helpers)(\.|\/)/.test(file))).toEqual([]);
    expect(source.filter(({ text }) => /^export \* from/m.test(text)).map(({ file }) => file)).toEqual([]);
  });
  test('no file is longer than 300 lines', () => {
    expect(
      source.filter(({ file, text }) => file !== 'src/data/database.types.ts' && text.split('\n').length > 300).map(({ file }) => file),
    ).toEqual([]);
  });
  test('no type or lint rule is switched off', () => {
    const off = source.filter(
      ({ file, text }) =>
        file !== 'src/data/database.types.ts' && /\bas any\b|: any\b|@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore/.test(text),
    );
    expect(off.map(({ file }) => file)).toEqual([]);
  });
  test('each second-level folder says in fifteen lines or fewer what lives there', () => {
    const folders = ['domain', 'app', 'server'].flatMap((top) =>
      readdirSync(path.join(root, 'src', top), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `src/${top}/${entry.name}`),
    );
    const without = folders.filter((folder) => {
      const text = filesIn(folder, /^README\.md$/).includes(`${folder}/README.md`)
        ? readFileSync(path.join(root, folder, 'README.md'), 'utf8')
        : '';
      return text === '' || text.trim().split('\n').length > 15;
    });
    expect(without).toEqual([]);
  });
});

test('forms that Refine fills leave alone what a person types when the record changes', () => {
  const forms = source.filter(({ text }) => text.includes("'@refinedev/antd'") && /\buse(Modal|Drawer|Steps)?Form\b/.test(text));
  expect(forms.filter(({ text }) => !text.includes('whileTyping')).map(({ file }) => file)).toEqual([]);
});

describe('the database', () => {
  const migrations = filesIn('supabase/migrations', /\.sql$/).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
  test('a migration begins by saying why', () => {
    expect(migrations.filter(({ text }) => !text.startsWith('-- ')).map(({ file }) => file)).toEqual([]);
  });
  test('every table turns row level security on in its own migration', () => {
    const tables = migrations.flatMap(({ file, text }) =>
      [...text.matchAll(/create (?:unlogged )?table (\S+) \(/g)].map(([, name = '']) => ({ file, name, text })),
    );
    const open = tables.filter(
      ({ name, text }) =>
        !text.includes(`alter table ${name} enable row level security`) &&
        !migrations.some((one) => one.text.includes(`call private.protect('${name}')`)) &&
        text.length > 0,
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });
  test('every reference says what happens when its row goes', () => {
    const silent = migrations.flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter((line) => /\breferences (public|auth)\./.test(line) && !/on delete/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(silent).toEqual([]);
  });
  test('every function sets its search path', () => {
    const loose = migrations.flatMap(({ text }) =>
      [...text.matchAll(/create (?:or replace )?function ([\s\S]+?)\bas \$/g)]
        .map(([head]) => head)
        .filter((head) => !head.includes("set search_path = ''")),
    );
    expect(loose).toEqual([]);
  });
});

describe('tests', () => {
  const tests = filesIn('tests', /\.test\.tsx?$/).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
  const config = readFileSync(path.join(root, 'vite.config.ts'), 'utf8');
  test('wait for a state and not for a time, each wait with a limit, and none is tried until it passes', () => {
    const odd = tests.flatMap(({ file, text }) => [
      ...(/\.waitForTimeout\(/.test(text) ? [`${file} waits for a time`] : []),
      ...(/\bretr(y|ies): [1-9]/.test(text + config) ? [`${file} is tried again`] : []),
      // Without a limit of its own this one gives up after a second; expect.poll has the limit of vite.config.ts.
      ...[...text.matchAll(/vi\.waitFor\([\s\S]*?\);/g)].flatMap(([call]) => (call.includes('timeout:') ? [] : [`${file}: ${call}`])),
    ]);
    expect(odd.filter((line) => !line.startsWith('tests/house.test.ts'))).toEqual([]);
  });
  test('do not go by the year of the machine, which is another than the office’s for some hours', () => {
    expect(tests.filter(({ text }) => /new Date\(\)\.get(Full)?(Year|Month|Date|Day)/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

test('nothing that is committed names a registry or a path of somebody’s machine', () => {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  expect(lock).not.toMatch(/"resolved"/);
  expect(source.filter(({ text }) => /['"`\s]\/(home|Users|work)\/\w/.test(text)).map(({ file }) => file)).toEqual([]);
});
