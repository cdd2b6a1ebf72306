import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeApp } from '../../src/server/http/server.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { makeEvent, visitor } from '../support/public-form.ts';
import { findBarriers, openHouse, sendForm, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

let phones = 100;
/** An event with two places, both taken, and two who wait; the resident Rosa Peña is there. */
async function fullEvent(title: string) {
  const { office } = served;
  const event = await makeEvent(office, { capacity: 2, title });
  const phone = `+18165550${++phones}`;
  await office.as('staff').rpc('save_resident', { p_resident: { name: 'Rosa Peña', phones: [{ number: phone }] } });
  const person = visitor(office, makeApp(office));
  for (const name of ['Halima Abdi', 'Mario Gómez', 'Waits First', 'Waits Second'])
    await person.register(event.slug, {
      name,
      phone: name === 'Mario Gómez' ? phone : '',
      interpreter: name === 'Halima Abdi' ? 'yes' : '',
      language: 'es',
    });
  return event;
}
const rowOf = (page: Page, name: string) => page.locator('.registration').filter({ hasText: name });
const tab = (id: string) => `/events/${id}?tab=registrations`;

it.skipIf(!chromium)(
  'staff see the numbers in a sentence, register by hand, cancel, take it back, and pass an offered place on',
  async () => {
    const { id } = await fullEvent('Full house');
    const page = await signIn(browser, served.url, served.accounts.staff, tab(id));
    await page.getByText('2 people have a place. 2 wait. No place is free.').waitFor();
    await page.getByRole('button', { name: 'Register somebody' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Register somebody' }).click();
    await page.getByText('Enter the name of who comes.').waitFor();
    await page.getByRole('dialog').getByLabel('Name').fill('Calls By Phone');
    await page.getByRole('dialog').getByLabel('Phone').fill('816 555 0999');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Register somebody' }).click();
    await rowOf(page, 'Calls By Phone').getByText('place 3 of the waitlist').waitFor();

    await page.getByRole('button', { name: 'Cancel the registration of Halima Abdi' }).click();
    await rowOf(page, 'Waits First').getByText('Offered a place').waitFor();
    const notice = page.getByRole('region', { name: 'What was done' });
    await notice.getByText('The registration of Halima Abdi is cancelled').waitFor();
    await notice.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('2 people have a place. 3 wait. No place is free.').waitFor();

    await page.getByRole('button', { name: 'Cancel the registration of Halima Abdi' }).click();
    await page.getByRole('button', { name: 'Waits First takes the place' }).click();
    await rowOf(page, 'Waits First').getByText('Has a place').waitFor();
    await page.getByLabel('Name, e-mail or phone').fill('0999');
    await expect.poll(() => page.locator('.registration').count()).toBe(1);
    await page.context().close();
  },
);

it.skipIf(!chromium)('whom a registration may be is suggested with the reason, linked by a person, and unlinked', async () => {
  const { id } = await fullEvent('Whose is it');
  const page = await signIn(browser, served.url, served.accounts.staff, tab(id));
  const mario = rowOf(page, 'Mario Gómez');
  await mario.getByText('same phone, another name').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await mario.getByRole('button', { name: 'Mario Gómez is the resident Rosa Peña' }).first().click();
  await mario.getByRole('link', { name: 'Rosa Peña' }).waitFor();
  await mario.getByRole('button', { name: 'Unlink Mario Gómez from the resident' }).click();
  await page.getByRole('button', { name: 'Make a resident of Halima Abdi' }).click();
  await rowOf(page, 'Halima Abdi').getByRole('link', { name: 'Halima Abdi' }).waitFor();
  await page.getByRole('button', { name: 'Choose the resident for Waits First' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Resident' }).fill('Halima');
  await dialog.getByRole('option', { name: /Halima Abdi/ }).click();
  await dialog.getByRole('button', { name: 'It is this resident' }).click();
  await rowOf(page, 'Waits First').getByRole('link', { name: 'Halima Abdi' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('somebody is let in before others only with the reason; over the number only by a coordinator', async () => {
  const { id } = await fullEvent('Before others');
  const clerk = await signIn(browser, served.url, served.accounts.staff, tab(id));
  await clerk.getByRole('button', { name: 'Let Waits Second in now' }).click();
  await clerk.getByRole('dialog').getByRole('button', { name: 'Let in now' }).click();
  await clerk.getByText('Say why: others have waited longer.').waitFor();
  await clerk.getByLabel('Why').fill('Speaks first');
  expect(await findBarriers(clerk)).toEqual([]);
  await clerk.getByRole('dialog').getByRole('button', { name: 'Let in now' }).click();
  await clerk.getByRole('dialog').getByRole('alert').getByText('coordinator').waitFor();
  await clerk.context().close();

  const page = await signIn(browser, served.url, served.accounts.coordinator, tab(id));
  await page.getByRole('button', { name: 'Let Waits Second in now' }).click();
  await page.getByText('There is one place too few.').waitFor();
  await page.getByLabel('Why').fill('Speaks first');
  await page.getByRole('dialog').getByRole('button', { name: 'Let in now' }).click();
  await page.getByText('3 people have a place. One waits. That is one more than there are places.').waitFor();
  await rowOf(page, 'Waits Second').getByText('Note: Speaks first').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('the public page, its code and the form for another site are given; the form works inside another page', async () => {
  const { id, slug } = await makeEvent(served.office, { capacity: 5, title: 'Shared "widely" & <far>' });
  const page = await signIn(browser, served.url, served.accounts.viewer, tab(id));
  await page.getByText('Nobody has registered yet.').waitFor();
  expect(await page.getByRole('button', { name: 'Register somebody' }).count()).toBe(0);
  await page.getByText('Link, code for a poster, form for another site').click();
  expect(await page.getByRole('textbox', { name: 'Link to the public page' }).inputValue()).toBe(`${served.url}/e/${slug}`);
  const code = page.getByRole('img', { name: /QR code/ });
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const frame = await page.getByRole('textbox', { name: 'Form for another site' }).inputValue();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();

  const context = await browser.newContext({ javaScriptEnabled: false });
  const host = await context.newPage();
  // Another origin: the same machine, another port.
  const library = http.createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Library</title>${frame}`);
  });
  await new Promise<void>((resolve) => library.listen(0, '127.0.0.1', resolve));
  await host.goto(`http://127.0.0.1:${(library.address() as AddressInfo).port}/`);
  const inside = host.frameLocator('iframe[title=\'Shared "widely" & <far>\']');
  await inside.getByLabel('Your name').fill('From The Library');
  await inside.getByLabel('Phone number').fill('816 555 0133');
  await sendForm(host, () => inside.getByRole('button', { name: 'Register', exact: true }).click());
  await inside.getByRole('heading', { level: 1, name: 'You have a place' }).waitFor();
  await context.close();
  library.close();
});

it.skipIf(!chromium)('the sheet to sign has who has a place, by name, and nothing else of the screen', async () => {
  const { id } = await fullEvent('On paper');
  const page = await signIn(browser, served.url, served.accounts.viewer, tab(id));
  // Paper is looked at in the moment of printing; afterwards the sheet is gone.
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.querySelector('.sign-in-sheet')?.textContent ?? '';
    };
  });
  await page.getByRole('button', { name: 'Print the sign-in sheet' }).click();
  await page.locator('body[data-printed]').waitFor();
  const printed = (await page.locator('body').getAttribute('data-printed')) ?? '';
  expect(printed).toMatch(/On paper.*Halima Abdi.*Interpreter: Spanish.*Mario Gómez/);
  expect(printed).not.toContain('Waits First');
  expect(await page.locator('.sign-in-sheet').count()).toBe(0);
  await page.context().close();
});

it.skipIf(!chromium)('on a phone, in Spanish and dark, the tab has no barrier and fits', async () => {
  const { id } = await fullEvent('En el teléfono');
  const page = await signIn(browser, served.url, served.accounts.staff, tab(id), { width: 390, dark: true });
  await page.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
  await page.reload();
  await page.locator('.registration').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
});
