import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { doorWords } from '../../src/app/i18n/door.ts';
import { en } from '../../src/app/i18n/en.ts';
import { es } from '../../src/app/i18n/es.ts';
import { frontWords } from '../../src/app/i18n/front.ts';

const app = path.join(import.meta.dirname, '../../src/app');
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n/e'))
  .map((file) => ({ file, text: readFileSync(path.join(app, file), 'utf8') }));
const all = sources.map(({ text }) => text).join('\n');
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

const dictionaries: [string, Record<string, string>, Record<string, string>][] = [
  ['the program', en, es],
  ['the pages before sign-in', frontWords('en'), frontWords('es')],
  ['the page at the door', doorWords('en'), doorWords('es')],
];

test.each(dictionaries)('%s says everything in English and in Spanish, with the same blanks to fill', (_, english, spanish) => {
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  const uneven = Object.keys(english).filter((key) => `${places(english[key] ?? '')}` !== `${places(spanish[key] ?? '')}`);
  expect(uneven).toEqual([]);
  const empty = Object.keys(english).filter((key) => !english[key]?.trim() || !spanish[key]?.trim());
  expect(empty).toEqual([]);
});

test.each(['en', 'es'])('no sentence of %s is said in two files: the later would take the place of the other', (language) => {
  const folder = path.join(app, 'i18n', language);
  const keys = readdirSync(folder).flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(([, key = '']) => key),
  );
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test.each(dictionaries)('%s keeps no sentence that nobody says', (_, english) => {
  // A key is said by its name, or by a template that begins like it: t(`status.${row.status}`).
  const beginnings = [...all.matchAll(/`([a-z_]+(?:\.[a-z_]+)*[._])\$\{/g)].map(([, beginning = '']) => beginning);
  const unsaid = Object.keys(english).filter((key) => {
    const name = key.replace(/_(one|other)$/, '');
    return !all.includes(`'${key}'`) && !all.includes(`'${name}'`) && !beginnings.some((beginning) => key.startsWith(beginning));
  });
  expect(unsaid).toEqual([]);
});

test('no screen has words of its own, past the dictionaries', () => {
  const loose = sources
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ file, text }) =>
      [
        ...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[^<>{}=;()]*)</g),
        ...text.matchAll(/\b(?:aria-label|placeholder|title|label|alt)="([^"]*[a-z] [^"]*)"/g),
      ].map(([, words]) => `${file}: ${words?.trim()}`),
    );
  expect(loose).toEqual([]);
});

test('nobody is shouted at, and nobody is begged', () => {
  const loud = Object.entries({ ...en, ...frontWords('en'), ...doorWords('en') }).filter(([, text]) => /!|\bOops\b|\bplease\b/i.test(text));
  expect(loud).toEqual([]);
  expect(Object.entries({ ...es, ...frontWords('es'), ...doorWords('es') }).filter(([, text]) => /[!¡]|\bpor favor\b/i.test(text))).toEqual(
    [],
  );
});
