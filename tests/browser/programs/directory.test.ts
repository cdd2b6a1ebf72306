import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { toFiles } from '../../../src/server/programs/exchange.ts';
import { writeZip } from '../../../src/server/programs/zip.ts';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { choose, findBarriers, holdUndo, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

it.skipIf(!chromium)(
  'a program is entered with a place and a paper, found by its need, and said to be right until another day',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/programs');
    await page.getByText('No program is entered yet.').waitFor();
    await page.getByRole('button', { name: 'Enter a program' }).press('Enter');
    await page.getByLabel('What it is called').fill('Minor home repair');
    await page.keyboard.press('Enter');
    await page.getByText('Choose who gives it.').waitFor();
    await choose(page, page.getByLabel('Given by'), 'Housing and Community Development', 'Housing');
    await choose(page, page.getByLabel('For which need'), 'Home repair', 'Home');
    await page.getByLabel('Phone').fill('816 555 0142');
    await page.getByLabel('Last day to apply').fill('3/9/2099');
    await page.getByRole('heading', { name: 'Where and when' }).click();
    await page.getByRole('button', { name: 'Add a place' }).press('Enter');
    await page.getByLabel('Street and number 1').fill('414 East 12th Street');
    await page.getByLabel('From 1').fill('8 am');
    await page.getByLabel('Until 1').fill('5 pm');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enter it' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Minor home repair' }).waitFor();
    await page.getByRole('link', { name: '816 555-0142' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: /^Where and when/ }).click();
    await page.getByText('8:00 AM – 5:00 PM').waitFor();

    await page.getByRole('link', { name: 'All programs' }).click();
    await page.getByRole('checkbox', { name: /^Home repair 1/ }).press('Space');
    await page.waitForURL(/need=home-repair/);
    await page.getByRole('link', { name: 'Minor home repair' }).click();
    await page.getByRole('link', { name: '816 555-0142' }).waitFor();
    await page.getByRole('button', { name: 'It is still right' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'It is still right' });
    await dialog.getByLabel('Look again on').fill('1/5/2098');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep as right' }).press('Enter');
    await page.getByText('Jan 5, 2098').waitFor();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByText('Jan 5, 2098').waitFor({ state: 'detached' });
    const [row] = await served.office.exec<{ n: number }>(`select count(*)::int as n from programs where review_by = '2098-01-05'`);
    expect(row).toEqual({ n: 0 });
  },
);

it.skipIf(!chromium)(
  'a directory of somebody else is looked at on a phone, taken in, and taken back by one undo; a viewer reads and presses nothing',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/programs/exchange', { width: 390 });
    const organization = { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Blue Valley Fund', description: 'Rent and food' };
    const service = {
      id: 'cccccccc-0000-4000-8000-000000000001',
      organization_id: organization.id,
      name: 'Eviction help',
      status: 'active',
      email: 'nobody',
    };
    const buffer = Buffer.from(writeZip(toFiles({ organization: [organization], service: [service] })));
    await page.locator('input[type=file]').setInputFiles({ name: 'directory.zip', mimeType: 'application/zip', buffer });
    await page.getByText('1 new program · 0 changed · 1 new organization').waitFor();
    await page.getByText('1 value is not as the standard wants it').click();
    await page.getByText(/service\.email .*is no e-mail address/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it in' }).press('Enter');
    await page.getByRole('link', { name: 'Eviction help' }).waitFor();
    await holdUndo(page);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByRole('link', { name: 'Eviction help' }).waitFor({ state: 'detached' });
    expect(await served.office.exec(`select 1 from organizations where name = 'Blue Valley Fund'`)).toEqual([]);

    const viewer = await signIn(browser, served.url, served.accounts.viewer, '/programs');
    await viewer.getByRole('link', { name: 'Minor home repair' }).click();
    await viewer.getByText('You can read programs. Coordinators change them.').waitFor();
    expect(await viewer.getByRole('button', { name: /Change program|It is still right/ }).count()).toBe(0);
    expect(await findBarriers(viewer)).toEqual([]);
  },
);
