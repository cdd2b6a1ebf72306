import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageAssets } from '../../../src/server/pages/assets.ts';
import { html, paragraphs } from '../../../src/server/pages/html.ts';
import { renderPage } from '../../../src/server/pages/page.ts';
import { rangeIn } from '../../../src/server/pages/times.ts';
import { choosePageLanguage, type PageWords, pageLanguages, say, sayCount, wordsOf } from '../../../src/server/pages/words.ts';

const office = { name: 'Office of <Engagement>', address: '414 E 12th St', phone: '+18165131313', email: null, website: null };
const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;

test('every value of a page is escaped, in text and in attributes; what the program drew is not', () => {
  const page = renderPage({
    language: 'es',
    title: hostile,
    body: html`<h1 title="${hostile}">${hostile}</h1>${paragraphs(`${hostile}\n\n${hostile}`)}${null}${false}${[html`<b>${1}</b>`]}`,
    office,
    addressIn: (language) => `/e/x?lang=${language}&a="><script>`,
  });
  expect(page).not.toMatch(/<script|<img|onerror='/);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('<b>1</b>');
  expect(page).toContain('<html lang="es">');
  expect(page).toContain('Office of &lt;Engagement&gt;');
  expect(page).toContain('<a href="tel:+18165131313">816 513-1313</a>');
});

test('a page has no script, no style of its own, and a switch to each other language', () => {
  const page = renderPage({ language: 'en', title: 'A', body: html`<h1>A</h1>`, office, addressIn: (language) => `/e?lang=${language}` });
  expect(page).not.toMatch(/<script|<style|style=|onclick|javascript:/i);
  for (const language of pageLanguages.filter((one) => one !== 'en'))
    expect(page).toContain(`<a href="/e?lang=${language}" hreflang="${language}" lang="${language}"`);
  expect(page).toContain('aria-current="true" lang="en">English<');
});

test.each([
  [{ asked: 'es', link: 'en', accepted: 'en' }, 'es'],
  [{ link: 'es', accepted: 'en' }, 'es'],
  [{ accepted: 'fr-FR, es-MX;q=0.8, en;q=0.5' }, 'es'],
  [{ accepted: 'en;q=0.2, es;q=0.9' }, 'es'],
  [{ accepted: 'es;q=0' }, 'en'],
  [{ asked: '<script>', link: 'so', accepted: '*' }, 'en'],
  [{}, 'en'],
])('the language is chosen by name, then by link, then by the browser: %j → %s', (from, language) => {
  expect(choosePageLanguage(from)).toBe(language);
});

test('every language has the same words, with the same values in them', () => {
  const flat = (words: object, path = ''): [string, string][] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, [...value.matchAll(/\{\w+\}/g)].join()] as [string, string]]
        : flat(value, `${path}${key}.`),
    );
  const sorted = (words: PageWords) =>
    flat(words)
      .filter(([key]) => !/\.one$/.test(key))
      .map(([key, values]) => [key, values.split(',').sort().join()]);
  for (const language of pageLanguages) expect(sorted(wordsOf(language))).toEqual(sorted(wordsOf('en')));
});

test('sentences take their values, numbers their plural, and a value that is missing is told to us', () => {
  expect(say('At {place} of {n}', { place: 3, n: 9 })).toBe('At 3 of 9');
  expect(() => say('At {place}')).toThrow('place');
  expect(sayCount('en', { one: '{n} place', other: '{n} places' }, 1)).toBe('1 place');
  expect(sayCount('es', { one: '{n} lugar', other: '{n} lugares' }, 1200)).toBe('1200 lugares');
});

test('times are told in the clock of the place, with its zone, before and after the clocks change', () => {
  const at = (starts_at: string, ends_at: string) => rangeIn('en', { starts_at, ends_at, time_zone: 'America/Chicago' });
  expect(at('2026-10-27T23:00:00Z', '2026-10-28T00:30:00Z')).toEqual({
    day: 'Tuesday, October 27, 2026',
    time: expect.stringMatching(/^6:00\sPM – 7:30\sPM Central Time$/),
  });
  expect(at('2026-11-04T00:00:00Z', '2026-11-04T01:30:00Z')).toEqual({
    day: 'Tuesday, November 3, 2026',
    time: expect.stringMatching(/^6:00\sPM – 7:30\sPM Central Time$/),
  });
  expect(rangeIn('es', { starts_at: '2026-11-04T00:00:00Z', ends_at: '2026-11-05T00:00:00Z', time_zone: 'America/Chicago' }).day).toBe(
    'martes, 3 de noviembre de 2026 – miércoles, 4 de noviembre de 2026',
  );
});

test('the stylesheet has the colours of the look, is named by its content, and its faces are there', () => {
  const { stylesheet, files } = pageAssets();
  const css = files.get(stylesheet)?.bytes.toString() ?? '';
  expect(stylesheet).toMatch(/^style-[0-9a-f]{12}\.css$/);
  for (const [, name = ''] of css.matchAll(/url\("\/pages\/([^"]+)"\)/g)) expect(files.has(name)).toBe(true);
  const tokens = readFileSync(new URL('../../../src/app/styles/tokens.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = tokens.split('data-theme="dark"');
  const [ours = '', oursDark = ''] = css.split('prefers-color-scheme: dark');
  for (const name of ['ink', 'slate', 'paper', 'surface', 'line', 'river', 'brick', 'green'])
    for (const [theirs, mine] of [
      [light, ours],
      [dark, oursDark],
    ] as const) {
      const colour = new RegExp(`--${name}: (#[0-9a-f]{6})`);
      expect(colour.exec(mine)?.[1]).toBe(colour.exec(theirs)?.[1]);
    }
});
