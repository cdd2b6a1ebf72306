import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let topic: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  const { data } = await served.office.as('staff').from('topics').select('id').eq('code', 'city-finances').single();
  topic = data?.id ?? '';
});

/** What has the keyboard: a field by its label, anything else by what it says. */
const held = (page: Page) =>
  expect.poll(() =>
    page.evaluate(() => {
      const one = document.activeElement as HTMLInputElement | null;
      if (!one || one === document.body) return '';
      return one.labels?.[0]?.textContent || one.getAttribute('aria-label') || one.innerText.split('\n')[0];
    }),
  );

it.skipIf(!chromium)('a dialog begins at its first field and gives the keyboard back to what opened it', async () => {
  const { data } = await served.office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'By keys alone', channel: 'phone', topic_id: topic })
    .select('id')
    .single();
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${data?.id}`);
  const dialog = page.getByRole('dialog');
  for (const [opens, begins] of [
    ['Split', 'What do they need?'],
    ['Relate to another', 'The other inquiry'],
    ['Add a person', 'Who?'],
  ] as const) {
    await page.getByRole('button', { name: opens }).press('Enter');
    await dialog.waitFor();
    await held(page).toBe(begins);
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await held(page).toBe(opens);
  }
  // A status is chosen and saved, and the next arrow chooses another.
  await choose(page, page.getByRole('combobox', { name: 'Status' }), 'In progress');
  await page.getByText('The status is now “In progress”.').waitFor();
  await held(page).toBe('Status');

  // What opened it is gone once the inquiry is closed: the title says where one is.
  await page.getByRole('button', { name: 'Close inquiry' }).press('Enter');
  await held(page).toBe('Answered');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
  await held(page).toBe('By keys alone');
  await page.context().close();
});

it.skipIf(!chromium)('on a phone a dialog leaves the keys away until a field is touched, and its buttons are large', async () => {
  const { data } = await served.office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'By thumb', body: 'The lamp by the bridge.', channel: 'phone', topic_id: topic })
    .select('id')
    .single();
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${data?.id}`, { width: 390, height: 844 });
  // What they need is read before what can be done about it.
  const top = async (text: string) => (await page.getByText(text, { exact: true }).boundingBox())?.y ?? 0;
  await page.getByText('Assigned to', { exact: true }).waitFor();
  expect(await top('The lamp by the bridge.')).toBeLessThan(await top('Assigned to'));
  await page.getByRole('button', { name: 'Split' }).click();
  const dialog = page.getByRole('dialog');
  for (const one of [dialog.getByRole('button', { name: 'Make the parts' }), dialog.getByRole('combobox', { name: 'Topic' })]) {
    await one.waitFor();
    const box = await one.evaluate((element) => (element.closest('.ant-select') ?? element).getBoundingClientRect().height);
    expect(box).toBeGreaterThanOrEqual(44);
  }
  await page.context().close();
});

it.skipIf(!chromium)('a resident who is being typed in survives a reload, and what is wrong has the keyboard', async () => {
  const page = await signIn(browser, served.url, served.accounts.staff, '/residents/create', { width: 390, height: 844 });
  await page.getByLabel('Name', { exact: true }).fill('Ana Keys');
  await page.getByRole('button', { name: 'Add an e-mail address' }).press('Enter');
  await held(page).toBe('E-mail address 1');
  await page.keyboard.type('ana@@keys');
  await page.getByRole('button', { name: 'Save resident' }).press('Enter');
  await page.getByText('This address is not complete. Check it, or remove it.').waitFor();
  await held(page).toBe('E-mail address 1');
  await page.reload();
  await page.getByText('Draft', { exact: true }).waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ana Keys');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel('E-mail address 1', { exact: true }).fill('ana@keys.test');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Ana Keys' }).waitFor();

  // The same while one is changed; what was left is not there again.
  const record = page.url();
  await page.goto(`${record}/edit`);
  await page.getByLabel('Neighborhood').fill('Ivanhoe');
  await page.reload();
  await expect.poll(() => page.getByLabel('Neighborhood').inputValue()).toBe('Ivanhoe');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ana Keys' }).waitFor();
  await page.goto(`${record}/edit`);
  await page.getByLabel('Neighborhood').waitFor();
  expect(await page.getByLabel('Neighborhood').inputValue()).toBe('');
  await page.context().close();
});

it.skipIf(!chromium)(
  'a draft is offered from everywhere, can be discarded and brought back; somebody new leaves an e-mail address',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries/create');
    await page.getByRole('combobox', { name: 'Who is calling?' }).fill('nadia@new.test');
    await page.getByRole('option', { name: 'New resident with this e-mail address' }).click();
    await held(page).toBe('Name');
    await page.keyboard.type('Nadia New');
    expect(await page.getByLabel('E-mail address', { exact: true }).inputValue()).toBe('nadia@new.test');
    await page.getByLabel('What do they need?').fill('A ramp at the library');
    await page.getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('button', { name: 'Continue inquiry' }).click();
    await expect.poll(() => page.getByLabel('What do they need?').inputValue()).toBe('A ramp at the library');

    await page.getByRole('button', { name: 'Start over' }).press('Enter');
    await held(page).toBe('Who is calling?');
    await page.getByText('The draft is discarded.').waitFor();
    await page.getByRole('button', { name: 'Bring it back' }).press('Enter');
    await held(page).toBe('What do they need?');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Nadia New');

    // Without a topic it is not saved, and the next key chooses one.
    await page.keyboard.press('Control+Enter');
    await held(page).toBe('Topic');
    expect(await findBarriers(page)).toEqual([]);
    await choose(page, page.getByRole('combobox', { name: 'Topic' }), 'City finances', 'City fin');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'A ramp at the library' }).waitFor();
    const kept = await served.office.exec(
      `select r.name, e.address from inquiries i join residents r on r.id = i.resident_id join resident_emails e on e.resident_id = r.id where i.subject = 'A ramp at the library'`,
    );
    expect(kept).toEqual([{ name: 'Nadia New', address: 'nadia@new.test' }]);
    await page.getByRole('button', { name: 'New inquiry' }).waitFor();
    await page.context().close();
  },
);
