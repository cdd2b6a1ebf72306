import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays } from '../../src/domain/shared/dates.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { submitCampaign } from '../support/submit-campaign.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let campaign = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec, as } = served.office;
  await exec(`with r as (insert into residents (name) select 'Person ' || n from generate_series(1, 620) n returning id, name)
    insert into resident_emails (resident_id, address) select id, lower(replace(name, ' ', '.')) || '@city.test' from r`);
  await exec(`insert into residents (name) values ('Nobody Reachable')`);
  const [list] = await exec<{ id: string }>(
    `insert into mailing_lists (code, name, needs_consent) values ('notices', 'City notices', false) returning id`,
  );
  const { data } = await as('coordinator').rpc('save_campaign', {
    p_campaign: {
      name: 'Leaves',
      list_id: list?.id ?? null,
      audience: { filters: {} },
      messages: [
        { language: 'en', subject: 'Leaves are collected', blocks: [{ id: '1', kind: 'text', text: 'Put your leaves out on Monday.' }] },
      ],
    },
  });
  campaign = String(data);
});
const open = async (page: Page) => {
  await page.goto(`${served.url}/campaigns/${campaign}?tab=sending`);
  await page.locator('.sending-tab').waitFor();
};
function secondSundayOfMarch(year: number): string {
  const first = new Date(Date.UTC(year, 2, 1)).getUTCDay();
  return `${year}-03-${String(8 + ((7 - first) % 7)).padStart(2, '0')}`;
}
const text = (words: string) => ({ id: '1', kind: 'text', text: words });
const change = (blocks: object[]) =>
  served.office.as('coordinator').rpc('save_campaign', { p_campaign: { messages: [{ language: 'en', blocks }] } as never, p_id: campaign });
const ask = (page: Page) => page.locator('.campaign-verbs').getByRole('button', { name: 'Ask for approval' }).click();
const stateOf = async () =>
  (await served.office.exec<{ status: string }>('select status from campaigns where id = $1', [campaign]))[0]?.status;

it.skipIf(!chromium)('a writer asks for approval, and is told why they cannot give it; an approver gives it back with a note', async () => {
  const writer = await signIn(browser, served.url, served.accounts.coordinator, `/campaigns/${campaign}?tab=sending`);
  // Checked first: a picture without words in its place stands in the way.
  await change([{ id: '1', kind: 'image', url: 'https://city.example/leaves.png', alt: '' }]);
  await open(writer);
  await ask(writer);
  await writer.getByRole('dialog').getByText('1 thing stands in the way. Mend it, then ask again.').waitFor();
  expect(await writer.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).count()).toBe(0);
  expect(await findBarriers(writer)).toEqual([]);
  await change([text('Put your leaves out on Monday.')]);
  await open(writer);
  await ask(writer);
  await writer.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
  await writer.getByText('It waits for a manager who did not write it.').waitFor();
  expect(await writer.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(await findBarriers(writer)).toEqual([]);

  const approver = await signIn(browser, served.url, served.accounts.manager, `/campaigns/${campaign}?tab=sending`);
  await approver.getByText('You are asked to read this campaign').waitFor();
  await approver.locator('.sending-decision').getByRole('button', { name: 'Give it back' }).click();
  const dialog = approver.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Give it back' }).click();
  await dialog.getByText('Write what should be different: whoever wrote it reads this first.').waitFor();
  expect(await findBarriers(approver)).toEqual([]);
  await dialog.getByLabel('What should be different?').fill('Name the streets.');
  await dialog.getByRole('button', { name: 'Give it back' }).click();
  await approver.getByText('It was given back:').waitFor();
  await approver.context().close();

  await open(writer);
  await writer.getByText('Name the streets.').waitFor();
  await ask(writer);
  await writer.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
  await writer.getByText('It waits for a manager who did not write it.').waitFor();
  // Taken back at once, and asked again, by keyboard alone.
  await writer.getByRole('button', { name: 'Undo' }).focus();
  await writer.keyboard.press('Enter');
  await writer.getByText('Name the streets.').waitFor();
  await writer.getByRole('button', { name: 'Ask for approval' }).focus();
  await writer.keyboard.press('Enter');
  const button = writer.getByRole('dialog').getByRole('button', { name: 'Ask for approval' });
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
  await writer.keyboard.press('Enter');
  await writer.getByText('It waits for a manager who did not write it.').waitFor();
  await writer.context().close();
});

it.skipIf(!chromium)('a change after approval makes it a draft again, and is shown word by word to whoever approves it anew', async () => {
  const approver = await signIn(browser, served.url, served.accounts.manager, `/campaigns/${campaign}`);
  await approver.getByRole('button', { name: 'Read and approve' }).click();
  await approver.getByRole('button', { name: 'Approve', exact: true }).click();
  await approver.getByText('What stands here is what was approved.').waitFor();
  await change([text('Put your leaves out on Tuesday.')]);
  await open(approver);
  await approver.getByText('What was changed: English: Content.').waitFor();
  await submitCampaign(served.office, 'coordinator', campaign);
  await open(approver);
  const difference = approver.locator('.wording-difference');
  await difference.locator('del', { hasText: 'Monday.' }).waitFor();
  await difference.locator('ins', { hasText: 'Tuesday.' }).waitFor();
  expect(await findBarriers(approver)).toEqual([]);
  await approver.getByRole('button', { name: 'Approve', exact: true }).click();
  await approver.getByText('What stands here is what was approved.').waitFor();
  await approver.context().close();
});

it.skipIf(!chromium)('the last dialog says who gets it and who does not; wrong entries are refused where they stand', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, `/campaigns/${campaign}?tab=sending`);
  await page.getByRole('button', { name: 'Schedule or send' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('620 people').waitFor();
  await dialog.getByText('1 without an e-mail address').waitFor();
  await dialog.getByText('English 620').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // The next night in which clocks go forward in Chicago.
  const today = String((await served.office.service.rpc('office_today')).data);
  const nights = [0, 1].map((more) => secondSundayOfMarch(Number(today.slice(0, 4)) + more));
  await dialog.getByLabel('Day', { exact: true }).fill(nights.find((night) => night > today) ?? '');
  await dialog.getByLabel(/^Time/).fill('02:30');
  await dialog.getByText('The clocks go forward that night, and this time does not come. Choose another.').waitFor();
  await dialog.getByLabel('Day', { exact: true }).fill('2020-03-02');
  await dialog.getByLabel('Letters a second').fill('0');
  await dialog.getByRole('button', { name: 'Schedule 620 letters' }).click();
  await dialog.getByText('This time is over. Choose a later one, or send it now.').waitFor();
  await dialog.getByText('Enter a whole number from 1 to 5,000, or leave it empty.').waitFor();
  await dialog.getByText('This is not the number. Type 620.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await stateOf()).toBe('approved');
  const day = addDays(today, 90);
  await dialog.getByLabel('Day', { exact: true }).fill(day);
  await dialog.getByLabel(/^Time/).fill('09:00');
  await dialog.getByLabel('Letters a second').fill('1');
  const written = new Date(day).toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'medium' });
  await dialog.getByText(`The last letter leaves about ${written}, 9:10 AM.`).waitFor();
  await dialog.getByLabel('Type 620 to confirm').fill('621');
  await dialog.getByText('This is not the number.').waitFor();
  await dialog.getByLabel('Type 620 to confirm').fill('620');
  await dialog.getByRole('button', { name: 'Schedule 620 letters' }).click();
  await page.getByText('620 letters wait. Who gets them is fixed since').waitFor();
  expect(await stateOf()).toBe('scheduled');
  // Undone, it is approved again, and nobody waits for a letter.
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Schedule or send' }).waitFor();
  expect(await served.office.exec('select id from deliveries where campaign_id = $1', [campaign])).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'what goes out is paused with a reason, goes on, and is cancelled with its consequences said; on a phone, in the dark',
  async () => {
    await served.office.as('manager').rpc('schedule_campaign', { p_id: campaign, p_confirm: 620 });
    await served.office.exec(`update campaigns set status = 'sending', started_at = now() where id = $1`, [campaign]);
    await served.office.exec(
      `update deliveries set status = 'sent', settled_at = now(), attempts = 1 where id in (select id from deliveries where campaign_id = $1 order by id limit 20)`,
      [campaign],
    );
    const page = await signIn(browser, served.url, served.accounts.manager, `/campaigns/${campaign}?tab=sending`, {
      width: 390,
      height: 844,
      dark: true,
    });
    await page.getByText('20 of 620 letters have gone.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why? (may be empty)').fill('A wrong street.');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.sending-tab').getByText('It is paused: A wrong street.').waitFor();
    await page.getByRole('button', { name: 'Go on sending' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Cancel the campaign' }).click();
    await dialog.getByText('20 letters have gone and cannot be called back.').waitFor();
    await dialog.getByText('600 letters wait and will not be sent.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel the campaign' }).click();
    await page.locator('.sending-counts').getByText('600').waitFor();
    expect(await stateOf()).toBe('cancelled');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: /Pause|Cancel/ }).count()).toBe(0);
    await page.context().close();
  },
);
