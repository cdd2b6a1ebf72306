import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let campaign = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const id = async (sql: string, values: unknown[] = []) => String((await exec<{ id: string }>(sql, values))[0]?.id);
  const list = await id(`insert into mailing_lists (code, name, needs_consent) values ('news', 'City news', false) returning id`);
  const people: [string, string, string[], string][] = [
    ['Ana Ruiz', 'es', ['block captain'], '3'],
    ['Bea Soto', 'es', ['press'], '3'],
    ['Carl Fox', 'en', ['block captain'], '3'],
    ['Dora Diaz', 'es', [], '1'],
    ['Eva Mora', 'es', [], '3'],
  ];
  for (const [name, language, tags, district] of people) {
    const resident = await id(
      `insert into residents (name, preferred_language, tags, district_id) values ($1, $2, array(select jsonb_array_elements_text($3::text::jsonb)),
         (select id from districts where code = $4)) returning id`,
      [name, language, JSON.stringify(tags), district],
    );
    if (name !== 'Eva Mora')
      await exec(`insert into resident_emails (resident_id, address) values ($1, $2)`, [
        resident,
        `${name.split(' ')[0]?.toLowerCase()}@city.test`,
      ]);
  }
  campaign = await id(
    `insert into campaigns (name, list_id, written_by) values ('Spring', $1, (select id from staff where role = 'coordinator')) returning id`,
    [list],
  );
  await exec(`insert into campaign_messages (campaign_id, language, subject) values ($1, 'en', 'Spring'), ($1, 'es', 'Primavera')`, [
    campaign,
  ]);
});

/** Adds a condition and chooses a value, by keyboard alone. */
async function add(page: Page, kind: string, value: string, place = 0) {
  await page.getByRole('combobox', { name: 'Add a condition' }).nth(place).focus();
  await page.keyboard.type(kind);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').getByText(kind, { exact: false }).waitFor();
  await page.keyboard.press('Enter');
  const values = page.getByRole('combobox', { name: new RegExp(`^${kind}.*: which`) }).last();
  await values.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.endsWith(': which'));
  await page.keyboard.type(value);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').getByText(value, { exact: false }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

it.skipIf(!chromium)('a coordinator says by keyboard who gets it, sees who and who not and why, saves it and takes it back', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/campaigns/${campaign}?tab=audience`);
  await page.getByText('4 people get it').waitFor();
  await page.getByText('Without a condition it goes to everybody whom the list City news may write to.', { exact: false }).waitFor();
  await add(page, 'Language', 'Spanish');
  await page.getByText('3 people get it').waitFor();
  await add(page, 'Council district', 'District 3');
  await page.getByText('2 people get it').waitFor();
  await add(page, 'Tag', 'press');
  await page.getByText('1 person gets it').waitFor();
  await choose(page, page.getByRole('combobox', { name: 'Tag: one of these, or none of them' }), 'is none of');
  await page.getByText('Residents who speak Spanish and live in District 3, but not those who have the tag “press”').waitFor();
  await page.getByText('1 person gets it').waitFor();
  await page.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
  // Who is left out is named, with the reason.
  await page.getByText('Have no e-mail address').click();
  await page.getByRole('link', { name: 'Eva Mora' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // What is not saved is still there after the page was left.
  await page.reload();
  await page.getByText('Not saved yet.').waitFor();
  await page.getByText('but not those who have the tag “press”', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Save the audience' }).click();
  await page.getByText('The audience is saved.').waitFor();
  const audience = async () =>
    (await served.office.exec<{ audience: object }>('select audience from campaigns where id = $1', [campaign]))[0]?.audience;
  expect(await audience()).toMatchObject({ filters: { where: { all: [{ language: ['es'] }, {}, { not: { tag: ['press'] } }] } } });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.waitForFunction(() => document.querySelector('.audience-words')?.textContent === 'All residents');
  expect(await audience()).toEqual({});
  await page.context().close();
});

it.skipIf(!chromium)('an audience is kept as a view of residents, and a view begins an audience', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/campaigns/${campaign}?tab=audience`);
  await page.getByText('4 people get it').waitFor();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await add(page, 'Tag', 'block captain', 0);
  await add(page, 'Language', 'Spanish', 0);
  await page.getByText('Residents who have the tag “block captain” or speak Spanish').waitFor();
  await page.getByRole('button', { name: 'Keep as a view of residents' }).click();
  await page.getByLabel('Name of the view').fill('Captains and Spanish');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('The view “Captains and Spanish” is kept with the residents.').waitFor();
  await page.getByRole('button', { name: 'Back to what is saved' }).click();
  await page.getByText('All residents', { exact: true }).waitFor();
  await page.getByLabel('Begin with a saved view of residents').focus();
  await page.keyboard.type('Captains');
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').getByText('Captains and Spanish').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Taken from the view “Captains and Spanish”.').waitFor();
  await page.getByText('4 people get it').waitFor();
  await page.getByRole('link', { name: 'See them in the list of residents' }).click();
  await page.getByText('Only residents who have the tag “block captain” or speak Spanish').waitFor();
  await page.getByRole('link', { name: 'Eva Mora' }).waitFor();
  expect(await page.locator('.rows > .row').count()).toBe(5);
  // The list narrows by the same conditions.
  await page.getByRole('button', { name: 'Conditions', exact: true }).click();
  await page.getByRole('button', { name: 'Take away: Language' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.rows > .row').length === 2);
  expect(new URL(page.url()).searchParams.get('where')).toBe('any(tag:block captain)');
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)('tags are written on the form of a resident, and stand on their record', async () => {
  const [one] = await served.office.exec<{ id: string }>(`select id from residents where name = 'Dora Diaz'`);
  const page = await signIn(browser, served.url, served.accounts.staff, `/residents/${one?.id}/edit`);
  await page.getByLabel('Tags').focus();
  await page.keyboard.type('Block Captain');
  await page.keyboard.press('Enter');
  await page.keyboard.type('gardener,');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save resident' }).click();
  await page.locator('.record-tags').getByText('gardener').waitFor();
  await page.locator('.record-tags').getByText('block captain', { exact: true }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('on a phone in the dark it fits, and once it is scheduled it shows what was fixed', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, `/campaigns/${campaign}?tab=audience`, {
    width: 390,
    height: 844,
    dark: true,
  });
  await page.getByText('Coordinators, managers and administrators choose who gets a campaign.', { exact: false }).waitFor();
  await served.office.exec(`select private.freeze_campaign($1)`, [campaign]);
  await page.reload();
  await page.getByText('4 letters were made').waitFor();
  await page.getByText('Have no e-mail address').first().waitFor();
  await page.getByRole('link', { name: 'Eva Mora' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});
