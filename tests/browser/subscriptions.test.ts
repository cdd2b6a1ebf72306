import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeLetter, makeList, pathOf, statusOf } from '../server/subscriptions/fixture.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, sendForm, signIn } from './support.ts';

const chromium = findChromium();
const it = test.skipIf(!chromium);
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

let count = 0;
const newAddress = () => `person-${++count}@example.org`;

/** A page of somebody without an account; scripts are off, as the pages have none. */
async function visit(path: string, look: { width?: number; dark?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 390, height: 844 },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto(served.url + path);
  return page;
}
const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describe('without an account', () => {
  let list = '';
  beforeAll(async () => {
    if (!chromium) return;
    list = await makeList(served.office, {
      name: 'Neighborhood Bulletin',
      description: 'What is on in your neighborhood, once a month.',
      translations: { es: { name: 'Boletín del barrio', description: 'Qué pasa en su barrio, una vez al mes.' } },
    });
  });

  it('somebody leaves a list by the button, comes back, and chooses instead', async () => {
    const address = newAddress();
    const letter = await makeLetter(served.office, list, address);
    const page = await visit(await pathOf(served.office, '/u', 'unsubscribe', letter));
    await page.getByRole('button', { name: 'Leave this list' }).click();
    await page.getByText(`no more letters of this list go to p…@example.org`).waitFor();
    expect(await statusOf(served.office, list, address)).toBe('unsubscribed');
    await page.getByRole('button', { name: 'I did this by mistake: put me back' }).click();
    await page.getByText('you are on the list again').waitFor();
    await page.getByRole('link', { name: 'Choose what I get instead' }).click();
    const box = page.getByRole('checkbox', { name: 'Neighborhood Bulletin' });
    expect(await box.isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'One letter a month' }).check();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    await page.getByText('your choices are kept').waitFor();
    expect(await page.getByRole('radio', { name: 'One letter a month' }).isChecked()).toBe(true);
    await page.context().close();
  });

  it('somebody asks for letters, and reads them in Spanish', async () => {
    const page = await visit('/subscribe?lang=es');
    await page.getByLabel('Boletín del barrio').check();
    await page.getByLabel('Correo electrónico').fill(newAddress());
    await sendForm(page, () => page.getByRole('button', { name: 'Enviarme el correo' }).click());
    await page.getByRole('heading', { name: 'Revise su correo' }).waitFor();
    await page.context().close();
  });

  it('each page is without barriers and fits a phone, in light and dark, in both languages', async () => {
    const address = newAddress();
    const letter = await makeLetter(served.office, list, address);
    const { data: subscriber } = await served.office.service.rpc('ensure_subscriber', { p_address: address });
    await served.office.service.rpc('ask_subscription', {
      p_address: address,
      p_lists: [list],
      p_language: 'en',
      p_name: '',
      p_key: 'look',
    });
    const [asked] = await served.office.exec<{ id: string }>(
      `select id from deliveries where to_address = $1 and kind = 'subscription.confirm'`,
      [address],
    );
    const paths = [
      await pathOf(served.office, '/u', 'unsubscribe', letter),
      await pathOf(served.office, '/preferences', 'preferences', subscriber as string),
      await pathOf(served.office, '/subscribe', 'subscription', asked?.id ?? ''),
      '/subscribe',
      '/preferences',
      '/subscribe?did=asked',
      '/u/nothing',
    ];
    const found: string[] = [];
    for (const dark of [false, true])
      for (const path of paths) {
        const page = await visit(`${path}${path.includes('?') ? '&' : '?'}lang=${dark ? 'es' : 'en'}`, { dark });
        found.push(...(await findBarriers(page)).map((one) => `${path}: ${one}`));
        if (!(await isWithin(page))) found.push(`${path}: wider than the phone`);
        await page.context().close();
      }
    expect(found).toEqual([]);
  });
});

describe('the office', () => {
  it('makes a list, changes it, orders it, and takes that back', async () => {
    const page = await signIn(browser, served.url, served.accounts.manager, '/mailing-lists');
    await page.getByRole('button', { name: 'New list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Give the list a name').waitFor();
    await dialog.getByLabel('Name', { exact: true }).fill('Grants and deadlines');
    await dialog.getByLabel('What is in it').fill('What can be applied for.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('“Grants and deadlines” is made.').waitFor();
    expect(await served.office.exec(`select code, needs_consent from mailing_lists where name = 'Grants and deadlines'`)).toEqual([
      { code: 'grants-and-deadlines', needs_consent: true },
    ]);
    await page.getByRole('button', { name: 'Move Grants and deadlines up' }).click();
    await page.getByText('The order is changed.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('The order is changed.').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Change Grants and deadlines' }).click();
    await dialog.getByLabel('Everybody whom a campaign means').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('“Grants and deadlines” is saved.').waitFor();
    await page.getByText('To everybody who is meant and has not left it').waitFor();
    await page.context().close();
  });

  it('adds who signed a sheet, finds them, takes them off on request, and undoes that', async () => {
    const list = await makeList(served.office, { name: 'Paper list' });
    const address = newAddress();
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/mailing-lists/subscribers');
    await page.getByRole('button', { name: 'Add a subscriber' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('Write where this comes from').waitFor();
    await dialog.getByLabel('E-mail address').fill(address);
    await dialog.getByLabel('Paper list').check();
    await dialog.getByLabel('Where does it come from?').fill('Sheet of the meeting on May 3');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(`${address} is on the list.`).waitFor();
    await page.getByLabel('Piece of an address').fill(address.slice(2, -4));
    await page.waitForURL(/[?&]q=/);
    await page.getByRole('link', { name: address }).click();
    await page.getByRole('heading', { name: address }).waitFor();
    await page.getByText('Subscribed to Paper list').waitFor();
    await page.getByText('on a form').waitFor();
    await page.getByText('“Sheet of the meeting on May 3”').waitFor();
    await page.getByRole('button', { name: `Change what ${address} gets` }).click();
    await dialog.getByLabel('Paper list').uncheck();
    await dialog.getByLabel('Where does it come from?').fill('Called on Monday');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Left Paper list').waitFor();
    expect(await statusOf(served.office, list, address)).toBe('unsubscribed');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('an act was undone').waitFor();
    expect(await statusOf(served.office, list, address)).toBe('subscribed');
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('a resident’s record says what they get and how that came; a viewer reads it and changes nothing', async () => {
    const list = await makeList(served.office, { name: 'Record list' });
    const address = newAddress();
    const person = { name: 'Rosa Peña', preferred_language: 'es', emails: [{ address, label: null }] };
    const { data: resident } = await served.office.as('staff').rpc('save_resident', { p_resident: person });
    await served.office
      .as('coordinator')
      .rpc('record_choice', { p_address: address, p_choice: { add: [list], frequency: 'weekly' }, p_source: 'form', p_note: 'Sheet' });
    // What stands beside it is read as well: an event that they registered for.
    await served.office.exec(
      `with e as (insert into events (title, kind, starts_at, ends_at) values ('Budget in plain words', 'workshop', now() + interval '3 days', now() + interval '3 days 2 hours') returning id)
       insert into registrations (event_id, resident_id, name) select id, $1, 'Rosa Peña' from e`,
      [resident],
    );
    const page = await signIn(browser, served.url, served.accounts.viewer, `/residents/${resident}`, { width: 390 });
    await page.getByRole('link', { name: 'Budget in plain words' }).waitFor();
    const section = page.getByRole('region', { name: 'Letters and consent' });
    await section.getByText('Subscribed to Record list').waitFor();
    await section.getByText('How often: At most one letter a week').waitFor();
    expect(await section.getByRole('button', { name: /^Change what/ }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
    await page.context().close();
  });
});
