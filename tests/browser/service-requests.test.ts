import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(`update organizations set phone = '+18165131313', website = 'https://311.example' where is_311`);
});

/** A picture for whoever looks, where a folder for them is named. */
const look = async (page: Awaited<ReturnType<typeof signIn>>, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true });
};
const feed = (rows: Record<string, string>[]) => ({
  name: 'reported_issues.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(rows)),
});
const row = (more: Record<string, string>) => ({
  current_status: 'assigned',
  open_date_time: '2026-08-24T11:07:00.000',
  issue_type: 'Illegal Dumping',
  incident_address: '2218 Lydia Ave Kansas City 64108',
  department_work_group: 'PW Solid Waste',
  council_district: '3',
  last_updated: '2026-08-24T11:07:39.000',
  ...more,
});

it.skipIf(!chromium)(
  'what is filed with 311 is kept by its number, found again in the feed, and told with how late the feed is',
  async () => {
    const [inquiry] = await served.office.exec<{ id: string }>(
      `insert into inquiries (subject, body, location, topic_id, channel) select 'Mattresses in the alley', 'Since Monday.', '2218 Lydia Ave', id, 'phone' from topics order by code limit 1 returning id`,
    );
    const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry?.id}`);
    await page.getByRole('button', { name: 'File with 311' }).click();
    const dialog = page.getByRole('dialog', { name: 'File with 311' });
    await dialog.getByRole('link', { name: 'the 311 website' }).waitFor();
    expect(await dialog.getByLabel('What to tell 311').inputValue()).toBe(
      'Mattresses in the alley\n\nSince Monday.\n\nWhere: 2218 Lydia Ave',
    );
    // Without its number it is not kept, and the field says so.
    await dialog.getByRole('button', { name: 'Keep the number' }).click();
    await dialog.getByText(/then enter the number that 311 gave|Enter the number that 311 gave, such/).waitFor();
    await dialog.getByLabel('The number that 311 gave').fill('#3391823');
    expect(await findBarriers(page)).toEqual([]);
    await look(page, 'filing');
    await dialog.getByRole('button', { name: 'Keep the number' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();

    const desk = await signIn(browser, served.url, served.accounts.coordinator, '/service-requests/feed');
    await desk.getByText('No 311 data was read yet').waitFor();
    const input = desk.locator('input[type=file]');
    await input.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nAda\n') });
    await desk.getByText('These are not the columns of the city’s 311 data.').waitFor();
    await input.setInputFiles(
      feed([
        row({ reported_issue: '3391000' }),
        row({ reported_issue: '3391823' }),
        row({ reported_issue: '3391001', open_date_time: 'never' }),
      ]),
    );
    await desk.getByText('3 rows read · 2 new · 1 cannot be read').waitFor();
    await desk.getByText('Which row cannot be read').click();
    await desk.getByText(/Row 3, number 3391001: “never”/).waitFor();
    await desk.getByText(/The 311 feed reaches Aug 24, 2026/).waitFor();
    expect(await findBarriers(desk)).toEqual([]);
    await look(desk, 'feed');
    await desk.getByRole('link', { name: 'All 311 requests' }).click();
    const line = desk.getByRole('listitem').filter({ hasText: '311 number 3391823' });
    await line.getByRole('link', { name: 'Mattresses in the alley' }).waitFor();
    await desk.getByText(/The 311 feed reaches Aug 24, 2026/).waitFor();
    expect(await findBarriers(desk)).toEqual([]);
    await look(desk, 'list');
    await line.getByRole('link').click();
    await desk.getByRole('heading', { name: 'Illegal Dumping' }).waitFor();
    await desk.getByText('PW Solid Waste').waitFor();
    await look(desk, 'show');
    await desk.context().close();

    const phone = await signIn(browser, served.url, served.accounts.viewer, '/service-requests?q=3391000', {
      width: 390,
      height: 844,
      dark: true,
    });
    await phone.getByRole('link', { name: 'Illegal Dumping' }).waitFor();
    expect(await findBarriers(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await look(phone, 'phone');
    await phone.context().close();
  },
);
