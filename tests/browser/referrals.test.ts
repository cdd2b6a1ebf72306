import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { signLink } from '../../src/server/links/signed-link.ts';
import { referralsOf } from '../database/referrals/referral-support.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, openHouse, signIn } from './support.ts';

let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});
const barriers = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`,
  );
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe.skipIf(!findChromium())('a referral', () => {
  it('goes from an inquiry, with consent, to a partner’s phone, is refused there, goes on, and ends with an outcome', async () => {
    const r = referralsOf(served.office);
    const inquiry = await r.inquiry();
    await r.organization({ name: 'Northeast Legal Aid' });
    await served.office.exec(
      `insert into work_groups (organization_id, name) select id, 'Eviction desk' from organizations where name = 'Northeast Legal Aid'`,
    );
    await r.organization({ name: 'Tenants United' });
    const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry}`);

    // What stands above is still read: by keyboard, which nothing that moves can miss.
    await page.getByRole('button', { name: 'Hand it over' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Who gets it' }).fill('Northeast');
    await dialog.getByRole('option', { name: /Northeast Legal Aid/ }).click();
    await choose(page, dialog.getByRole('combobox', { name: 'Work group' }), 'Eviction desk');
    await dialog.getByLabel('What is asked of them').fill('Stop the eviction, and help with two months of rent.');
    await dialog.getByRole('checkbox', { name: /^Name/ }).check();
    await dialog.getByRole('checkbox', { name: /^Phone/ }).check();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask for consent' }).click();
    await dialog
      .getByText('May we tell Northeast Legal Aid your name, your phone number, your language, and that you need an interpreter')
      .waitFor();
    await dialog.getByRole('button', { name: 'Send it' }).click();
    await dialog.getByText('Say how the resident agreed.').waitFor();
    await dialog.getByRole('radio', { name: 'agreed aloud' }).check();
    await dialog.getByRole('button', { name: 'Send it' }).click();
    const line = page.getByRole('region', { name: 'Referrals' });
    await line.getByText('Waits for an answer').waitFor();

    const { id } = await r.one<{ id: string }>('select id from referrals where inquiry_id = $1', [inquiry]);
    const path = `/referral/${await signLink(served.office, 'referral', await r.link(id))}`;
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })).newPage();
    for (const language of ['es', 'en']) {
      await phone.goto(`${served.url}${path}?lang=${language}`);
      expect(await phone.getByText('Hodan Warsame').count()).toBe(1);
      expect(await barriers(phone)).toEqual([]);
      expect(await widthOf(phone)).toBeLessThanOrEqual(390);
    }
    await phone.getByText('We cannot take it').click();
    await phone.getByLabel('It is not ours').check();
    await phone.getByLabel('Who is responsible instead').fill('Tenants United');
    expect(await barriers(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Decline the referral' }).click();
    await phone.getByText('We take it from here, and turn to Tenants United.').waitFor();
    expect(await phone.getByText('Hodan').count()).toBe(0);

    await page.goto(`${served.url}/referrals/${id}`);
    await page.getByText('Responsible instead: Tenants United').waitFor();
    await page.getByText('Eviction desk').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Refer it on' }).press('Enter');
    await dialog.getByRole('button', { name: 'Ask for consent' }).click();
    await dialog.getByRole('radio', { name: 'agreed aloud' }).check();
    await dialog.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('link', { name: /to Tenants United/ }).press('Enter');

    const next = (await r.row(id)).next_id ?? '';
    await page.getByText('They have').waitFor();
    const second = `/referral/${await signLink(served.office, 'referral', await r.link(next))}`;
    await phone.goto(`${served.url}${second}?lang=en`);
    await phone.getByRole('button', { name: 'Accept the referral' }).click();
    await phone.getByText('You accepted this referral.').waitFor();
    await phone.getByLabel('They got what they needed').check();
    await phone.getByLabel('Amount paid or saved').fill('1,450');
    await phone.getByRole('button', { name: 'Report the outcome' }).click();
    await phone.getByText('The outcome has arrived.').waitFor();
    await phone.context().close();

    await page.reload();
    await page.getByText('$1,450', { exact: true }).waitFor();
    await page.goto(`${served.url}/referrals?tab=all`);
    await page.getByRole('link', { name: 'Tenants United' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${served.url}/referrals/scorecard`);
    await page.getByRole('row', { name: /Tenants United/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of ['/referrals?tab=all', `/referrals/${next}`, '/referrals/scorecard']) {
      await page.goto(served.url + address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await widthOf(page), address).toBeLessThanOrEqual(390);
    }
    await page.context().close();
  });
});
