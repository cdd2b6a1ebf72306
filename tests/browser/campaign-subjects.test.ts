import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeCampaign, numbered } from '../server/campaigns/sending-fixture.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let campaign = '';
// Two hundred have got each of two subjects, two hundred wait: thirty answered the first, eight the second.
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  ({ id: campaign } = await makeCampaign(served.office, numbered(600), { ab_share: 33 }));
  await exec(`update campaigns set status = 'sending', started_at = now() where id = $1`, [campaign]);
  await exec(
    `with n as (select id, row_number() over (order by to_address) as n from deliveries where campaign_id = $1)
     update deliveries d set variant = case when n <= 200 then 'a' else 'b' end, status = 'sent', settled_at = now(), attempts = 1,
       replied_at = case when n <= 30 or n between 201 and 208 then now() end
     from n where d.id = n.id and n <= 400`,
    [campaign],
  );
});
const path = () => `/campaigns/${campaign}?tab=sending`;
const chosen = async () => (await served.office.exec('select ab_winner from campaigns where id = $1', [campaign]))[0]?.ab_winner;

it.skipIf(!chromium)('who only reads sees how two subjects do, and chooses none; on a phone, in the dark', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, path(), { width: 390, height: 844, dark: true });
  const part = page.getByRole('region', { name: 'Two subjects' });
  await part.getByText('200 people wait for the choice.').waitFor();
  expect(await part.getByRole('row', { name: 'Spring at the library 200 30 0' }).count()).toBe(1);
  expect(await part.getByRole('button').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'a coordinator reads what can be told of two subjects, thinks again, and sends the rest with the better one by keyboard',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, path());
    const part = page.getByRole('region', { name: 'Two subjects' });
    await page.getByText('Two subjects go out on trial. The rest waits until somebody chooses one of them.').waitFor();
    await part.getByText('more with the first subject, and more than chance would make.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const choose = part.getByRole('button', { name: 'Send the rest with this one: Spring at the library' });
    const dialog = page.getByRole('dialog');
    await choose.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('200 people who wait get “Spring at the library”. This cannot be taken back.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Not yet' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await chosen()).toBeNull();
    await choose.focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Send the rest with this one' }).focus();
    await page.keyboard.press('Enter');
    await part.getByText('The rest got the first subject.').waitFor();
    await page.getByText('It is going out.').waitFor();
    await choose.waitFor({ state: 'detached' });
    expect(await chosen()).toBe('a');
    await page.context().close();
  },
);
