import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeApp } from '../../src/server/http/server.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { makeEvent, visitor } from '../support/public-form.ts';
import { openHouse, sendForm } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

type Look = { locale?: 'en-US' | 'es-MX'; dark?: boolean; width?: number; script?: boolean };
const openPage = async ({ locale = 'en-US', dark = false, width = 390, script = false }: Look = {}): Promise<Page> => {
  const context = await browser.newContext({
    javaScriptEnabled: script,
    locale,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
  });
  return context.newPage();
};

/** Presses the button of the form. */
const send = (page: Page, button: string) => sendForm(page, () => page.getByRole('button', { name: button, exact: true }).click());

it.skipIf(!chromium)('without a script somebody registers, puts right what was wrong, changes and cancels', async () => {
  const { slug, id } = await makeEvent(served.office, { capacity: 5, title: 'Know your bill' });
  const page = await openPage();
  await page.goto(`${served.url}/e`);
  await page.getByRole('link', { name: 'Know your bill' }).click();
  await page.getByRole('heading', { level: 1, name: 'Know your bill' }).waitFor();
  await page.getByLabel('E-mail address').fill('rosa@');
  await page.getByLabel('What would make it possible for you to take part?').fill('A ramp, "steep" is fine & <b>wide</b>');
  await page.getByLabel('Places, yours included').fill('2');
  await page.getByLabel('I need an interpreter').check();
  await page.getByRole('button', { name: 'Register', exact: true }).click();

  await page.getByText('2 things are missing or wrong').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('rosa@');
  expect(await page.getByLabel('What would make it possible for you to take part?').inputValue()).toBe(
    'A ramp, "steep" is fine & <b>wide</b>',
  );
  expect(await page.getByLabel('I need an interpreter').isChecked()).toBe(true);
  await page.getByRole('link', { name: 'This is not a whole e-mail address. It looks like rosa@example.org.' }).click();
  expect(page.url()).toMatch(/#email$/);
  await page.getByLabel('Your name').fill('Rosa Peña');
  await page.getByLabel('E-mail address').fill('rosa@example.org');
  await send(page, 'Register');

  await page.getByText('Done: you are registered.').waitFor();
  await page.getByText('2 places are kept for you.').waitFor();
  expect(page.url()).toContain('/r/');
  await page.reload();
  await page.getByLabel('Places, yours included').fill('1');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await page.getByText('One place is kept for you.').waitFor();
  await page.getByRole('button', { name: 'Cancel my registration' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your registration is cancelled' }).waitFor();
  expect(await served.office.exec('select status, seats, name from registrations where event_id = $1', [id])).toEqual([
    { status: 'cancelled', seats: 1, name: 'Rosa Peña' },
  ]);
  expect(slug).toBeTruthy();
  await page.context().close();
});

it.skipIf(!chromium)('in Spanish, by the browser’s wish, somebody waits, is offered a place and takes it', async () => {
  const { slug, id } = await makeEvent(served.office, {
    capacity: 1,
    title: 'Rent relief',
    translations: { es: { title: 'Ayuda para la renta' } },
  });
  const app = makeApp(served.office);
  const first = visitor(served.office, app);
  const { token } = await first.follow(await first.register(slug));
  const page = await openPage({ locale: 'es-MX' });
  await page.goto(`${served.url}/e/${slug}`);
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  await page.getByRole('heading', { level: 1, name: 'Ayuda para la renta' }).waitFor();
  await page.getByLabel('Su nombre').fill('Inés Rojas');
  await page.getByLabel('Teléfono').fill('816 555 0177');
  await send(page, 'Entrar en la lista de espera');
  await page.getByRole('heading', { level: 1, name: 'Está en la lista de espera' }).waitFor();
  await page.getByText('Está en el puesto 1').waitFor();
  await first.post(`/r/${token}`, { act: 'cancel' });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Hay un lugar para usted' }).waitFor();
  await page.getByRole('button', { name: 'Tomar el lugar' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tiene su lugar' }).waitFor();
  // The switch shows the same page in the other language.
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'You have a place' }).waitFor();
  expect(await served.office.exec(`select phone, language from registrations where event_id = $1 and status = 'confirmed'`, [id])).toEqual([
    { phone: '+18165550177', language: 'es' },
  ]);
  await page.context().close();
});

it.skipIf(!chromium)('by keyboard alone the form is reached, filled in and sent, and what only programs fill in is not', async () => {
  const { slug, id } = await makeEvent(served.office, { capacity: 5 });
  const page = await openPage({ width: 1280 });
  await page.goto(`${served.url}/e/${slug}`);
  const reached: string[] = [];
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) break;
    const name = (await focused.getAttribute('name')) ?? (await focused.innerText());
    reached.push(name);
    if (name === 'name') await page.keyboard.type('Keyboard Person');
    if (name === 'phone') await page.keyboard.type('8165550188');
    if (name === 'minors') break;
  }
  expect(reached[0]).toBe('Skip to the content');
  expect(reached.slice(-8)).toEqual(['name', 'email', 'phone', 'language', 'interpreter', 'need', 'seats', 'minors']);
  await sendForm(page, () => page.getByLabel('Your name').press('Enter'));
  await page.getByRole('heading', { level: 1, name: 'You have a place' }).waitFor();
  expect(await served.office.exec('select name, phone from registrations where event_id = $1', [id])).toEqual([
    { name: 'Keyboard Person', phone: '+18165550188' },
  ]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'no public page has a barrier that axe can find, in English and Spanish, light and dark, nor is it wider than 320 px',
  async () => {
    const office = served.office;
    const person = visitor(office, makeApp(office));
    const open = await makeEvent(office, {
      capacity: 2,
      online_url: 'https://meet.example/room',
      summary: `A long word: ${'x'.repeat(120)}\n\nSecond paragraph.`,
    });
    await office.exec(
      `insert into event_languages (event_id, language, mode, booking) values ($1, 'es', 'interpreted', 'booked'), ($1, 'vi', 'materials', 'wanted')`,
      [open.id],
    );
    await office.exec(
      `update events set accessibility = 'Step-free; loop at the desk', district_id = (select id from districts limit 1) where id = $1`,
      [open.id],
    );
    const tokens: string[] = [];
    for (const name of ['First', 'Second', 'Third'])
      tokens.push((await person.follow(await person.register(open.slug, { name, need: 'A seat' }))).token);
    const cancelled = (await person.follow(await person.register(open.slug, { name: 'Fourth' }))).token;
    await person.post(`/r/${cancelled}`, { act: 'cancel' });
    const offer = await makeEvent(office, { capacity: 1 });
    const out = (await person.follow(await person.register(offer.slug))).token;
    const offered = (await person.follow(await person.register(offer.slug, { name: 'Offered' }))).token;
    await person.post(`/r/${out}`, { act: 'cancel' });
    const free = await makeEvent(office, { capacity: 9 });
    for (let n = 0; n < 21; n++) await makeEvent(office, { starts: 200 + n });
    const addresses = [
      '/e',
      '/e?page=2',
      '/e?speaks=zz',
      `/e/${free.slug}`,
      `/e/${free.slug}?embed=1`,
      `/e/${open.slug}`,
      `/e/${(await makeEvent(office, { status: 'cancelled' })).slug}`,
      `/e/${(await makeEvent(office, { closes: -1 })).slug}`,
      `/e/${(await makeEvent(office, { takes_registrations: false })).slug}`,
      `/r/${tokens[0]}?did=confirmed`,
      `/r/${tokens[2]}`,
      `/r/${cancelled}`,
      `/r/${offered}`,
      '/r/wrong',
      '/e/nothing-here',
    ];
    const found: string[] = [];
    for (const look of [
      { locale: 'en-US' as const, dark: false },
      { locale: 'es-MX' as const, dark: true },
      { locale: 'en-US' as const, dark: true },
    ]) {
      const page = await openPage({ ...look, width: 320, script: true });
      const look320 = async (name: string) => {
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${look.locale} ${name} ${id}: ${node.target.join(' ')}`)));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 320) found.push(`${look.locale} ${name} is ${width} wide`);
      };
      for (const address of addresses) {
        await page.goto(served.url + address);
        await look320(address);
      }
      await page.goto(`${served.url}/e/${free.slug}`);
      await page.locator('main button[type=submit]').click();
      await page.locator('#problems').waitFor();
      await look320('a form with something missing');
      await page.context().close();
    }
    expect(found).toEqual([]);
  },
);
