import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  const { office } = served;
  // Long over: whatever the day, what it owes is late. The city owes a registration in three days.
  await office.exec(
    `insert into awards (award_number, title, status, starts_on, ends_on, accepted_on, federal_cents, total_cents, lead_id)
     select '15PBJA-23-GG-04317-BSCI', 'Public Safety Partnership', 'active', '2023-10-01', '2024-03-31', '2023-10-05', 50000000, 50000000, id from staff where role = 'coordinator'`,
  );
  await office.exec(`update award_reports set waived_on = '2024-10-01', waived_reason = 'Walk' where kind <> 'ffr'`);
  await office.exec('update settings set sam_expires_on = private.local_date(now()) + 3');
  await office.exec('select remind_award_reports(private.local_date(now()))');
});

const open = (role: 'coordinator' | 'viewer', path: string, look: { width?: number; dark?: boolean } = {}): Promise<Page> =>
  signIn(browser, served.url, served.accounts[role], path, look);

it.skipIf(!chromium)(
  'a coordinator works through the radar by keyboard: the worst first, why, what if it is later still, filed; what waited is free',
  async () => {
    const page = await open('coordinator', '/awards/radar');
    await page.getByText('2 reports are late.').waitFor();
    await page.getByText('By the rules ASAP is locked for 1 award.').waitFor();
    const worst = page.getByRole('region', { name: 'Late, and the consequence is in force' });
    const [first, second] = [worst.locator('.radar-line').nth(0), worst.locator('.radar-line').nth(1)];
    await first.getByText('Was due Jan 30, 2024').waitFor();
    await first.getByText('ASAP is locked since Jan 31, 2024').waitFor();
    await first.getByText('Nothing was spent in its period: due all the same').waitFor();
    await second.getByText('The one before it has to be filed first').waitFor();
    await page.getByRole('region', { name: 'To be filed within a week' }).getByText('Registration at SAM.gov').waitFor();

    // Down and up between the lines, also over the edge of a group.
    const names = page.locator('.radar-name');
    await names.nth(0).focus();
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['ArrowUp', 0],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => names.nth(at).evaluate((name) => name === document.activeElement)).toBe(true);
    }
    await page.keyboard.press('Enter');
    await first.getByText(/30 calendar days after the period ends on Dec 31, 2023\./).waitFor();
    const slider = first.getByRole('slider', { name: 'What if it is filed late?' });
    await first.getByText('Until it is filed, $500,000 cannot be drawn.').waitFor();
    const least = Number(await slider.getAttribute('min'));
    await slider.press('ArrowRight');
    const later = (least + 1).toLocaleString('en-US');
    await first.getByText(`ASAP is locked from Jan 31, 2024 on, ${later} days by then.`).waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toBe(`${later} days late`);
    expect(await findBarriers(page)).toEqual([]);

    await first.getByRole('button', { name: /^I know of it: Federal Financial Report/ }).press('Enter');
    await first.getByText('Knows of it', { exact: true }).waitFor();
    await first.getByRole('button', { name: /^Mark as filed: Federal Financial Report/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mark as filed' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1 report is late.').waitFor();
    await worst.getByText('The one before it has to be filed first').waitFor({ state: 'detached' });
    await page.context().close();
  },
);

it.skipIf(!chromium)(
  'what the city owes has verbs of its own; the inbox reminds, and "I know" takes the line away; a viewer reads and is offered nothing',
  async () => {
    const page = await open('coordinator', '/notifications');
    const reminder = page.getByRole('listitem').filter({ hasText: 'days late: Federal Financial Report, final' });
    await reminder.getByRole('button', { name: /^I know of it:/ }).click();
    await reminder.waitFor({ state: 'detached' });
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(`${served.url}/awards/radar?within=365`);
    const city = page.locator('.radar-line').filter({ hasText: 'The city as a whole' }).filter({ hasText: 'Registration at SAM.gov' });
    await city.getByRole('button', { name: /^Registration at SAM.gov/ }).click();
    await city.getByRole('button', { name: /^Mark as filed: Registration/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mark as filed' }).click();
    await dialog.waitFor({ state: 'detached' });
    await city.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show 1 that is filed or waived' }).waitFor();
    await page.context().close();

    const small = await open('viewer', '/awards/radar', { width: 390, dark: true });
    await small.locator('.radar-name').first().click();
    await small.getByRole('slider').waitFor();
    expect(await small.getByRole('button', { name: /^(Mark as filed|Enter another day|I know)/ }).count()).toBe(0);
    expect(await findBarriers(small)).toEqual([]);
    await small.context().close();
  },
);
