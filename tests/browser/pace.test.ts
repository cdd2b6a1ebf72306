import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});
const kept = async () =>
  (
    await served.office.exec(
      `select mail_rate_per_second as rate, mail_hours_from::text as "from", mail_hours_until::text as until, mail_cap_letters as letters from settings`,
    )
  )[0];

it.skipIf(!chromium)(
  'an administrator changes the pace of campaigns by keyboard; what cannot be is refused at its field, and it is undone',
  async () => {
    const before = await kept();
    const page = await signIn(browser, served.url, served.accounts.admin, '/settings/pace');
    const rate = page.getByLabel('Letters a second', { exact: true });
    const letters = page.getByLabel('Letters to one person, at most');
    const type = async (field: typeof rate, text: string) => {
      await field.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    };
    await rate.waitFor();
    await type(rate, '0');
    await page.getByLabel('Business hours begin').fill('10:00');
    await page.getByLabel('Business hours end').fill('09:30');
    await type(letters, '2.5');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a whole number from 1 to 5,000.').waitFor();
    await page.getByText('The end comes after the beginning. Choose another time.').waitFor();
    await page.getByText('Enter a whole number from 1 to 100.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await kept()).toEqual(before);
    await page.getByLabel('Business hours end').fill('16:30');
    await type(rate, '25');
    await type(letters, '2');
    await page.keyboard.press('Enter');
    await page.getByText('The pace of campaigns is saved.').waitFor();
    expect(await kept()).toEqual({ rate: 25, from: '10:00:00', until: '16:30:00', letters: 2 });
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(kept).toEqual(before);
    await page.context().close();
  },
);

it.skipIf(!chromium)('a manager reads the pace and who changes it, and is offered no way to change it', async () => {
  const page = await signIn(browser, served.url, served.accounts.manager, '/settings/pace', { width: 390, height: 844, dark: true });
  await page.getByText('Administrators change this. Ask one of them.').waitFor();
  const rate = page.getByLabel('Letters a second', { exact: true });
  await rate.waitFor();
  expect(await rate.isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'an administrator says how soon referrals are accepted, sees what that means now, and is told at the field what cannot be',
  async () => {
    const times = async () =>
      (await served.office.exec('select referral_accept_minutes as accept, referral_outcome_minutes as outcome from settings'))[0];
    const page = await signIn(browser, served.url, served.accounts.admin, '/settings/referral-times', { width: 390, height: 844 });
    const [accept, outcome] = ['Accepted within', 'Outcome within'].map((name) => page.getByRole('group', { name }));
    if (!accept || !outcome) throw new Error('There are two times.');
    await page.getByText(/Sent now to a partner .* is due to be accepted by \w+day, \w+ \d+, \d+:\d\d/).waitFor();
    await accept.getByLabel('Business hours').fill('2');
    await accept.getByLabel('Minutes').fill('30');
    await outcome.getByLabel('Business hours').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('An outcome takes at least as long as accepting. Enter a longer time.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await times()).toEqual({ accept: 480, outcome: 4800 });
    await outcome.getByLabel('Business hours').fill('16');
    await page.keyboard.press('Enter');
    await page.getByText('The times for referrals are saved.').waitFor();
    expect(await times()).toEqual({ accept: 150, outcome: 960 });
    await page.context().close();
  },
);
