import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it.skipIf(!chromium)(
  'an opportunity is noted, and once it is submitted, won by keyboard; the award is there, and one undo takes it back',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.coordinator, '/opportunities');
    await page.getByText('Nothing waits for a decision.').waitFor();
    await page.getByRole('button', { name: 'Note an opportunity' }).press('Enter');
    await page.getByLabel('Opportunity number').fill('o-bja-2099-00001');
    await page.getByLabel('Title', { exact: true }).fill('Body-worn cameras');
    await page.getByLabel('Closes at Grants.gov').fill('3/9/2099');
    await page.getByLabel('Closes at JustGrants').fill('3/2/2099');
    await page.getByLabel('What the city asks for').fill('300,000');
    await page.getByLabel('Match, in percent').fill('25');
    await page.keyboard.press('Enter');
    await page.getByText('JustGrants closes on the day of Grants.gov or after it. Check both days.').waitFor();
    await page.getByLabel('Closes at JustGrants').fill('3/16/2099');
    await page.keyboard.press('Enter');
    await heading(page, 'Body-worn cameras');
    await page.getByText('$100,000').first().waitFor();
    await page.getByText('O-BJA-2099-00001').first().waitFor();

    expect(await findBarriers(page)).toEqual([]);
    const id = page.url().split('/').at(-1) ?? '';
    const move = (p_to: string) =>
      served.office
        .as('coordinator')
        .rpc('move_opportunity', { p_id: id, p_to, ...(p_to === 'submitted' ? { p_facts: { on: '2026-03-01' } } : {}) });
    for (const to of ['deciding', 'applying', 'submitted']) expect((await move(to)).error).toBeNull();
    await page.reload();
    await page.getByText('Submitted Mar 1, 2026. The answer is awaited.').waitFor();

    await page.getByRole('button', { name: 'Won: make the award' }).press('Enter');
    const winning = page.getByRole('dialog', { name: 'Won: make the award' });
    await winning.getByLabel('Award number').fill('15PBJA26GG00001BWCX');
    await winning.getByLabel('Period of performance from').fill('10/1/2026');
    await winning.getByLabel('until').fill('9/30/2026');
    await page.keyboard.press('Enter');
    await winning.getByText('Enter both days; the period ends after it starts.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await winning.getByLabel('until').fill('9/30/2029');
    await page.keyboard.press('Enter');
    await page.getByText('It is offered to the city and waits for acceptance.').waitFor();
    await heading(page, 'Body-worn cameras');
    const [award] = await served.office.exec<Record<string, unknown>>(
      `select award_number, federal_cents::text as federal, match_cents::text as match, status from awards`,
    );
    expect(award).toEqual({ award_number: '15PBJA-26-GG-00001-BWCX', federal: '30000000', match: '10000000', status: 'awarded' });
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByText('Submitted Mar 1, 2026. The answer is awaited.').waitFor();
    expect(await served.office.exec('select id from awards')).toEqual([]);
  },
);

it.skipIf(!chromium)('a search of Grants.gov is looked at and taken in; a viewer reads the list and finds nothing to press', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/opportunities/found', { width: 390 });
  const text = [
    'Funding Opp #,Opportunity Title,Agency,Posted Date,Close Date',
    'O-BJA-2098-1,Crisis response,Bureau of Justice Assistance,01/05/2098,04/01/2098',
    'O-OVC-2098-2,Services for victims,Office for Victims of Crime,01/05/2098,04/08/2098',
    'HHS-2098,Health centers,Health Resources and Services Administration,01/05/2098,04/01/2098',
  ].join('\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'search.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('2 are new. 1 is of another agency.').waitFor();
  await page.getByRole('checkbox', { name: /^Services for victims/ }).press('Space');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take in 1' }).press('Enter');
  await page.getByRole('link', { name: 'Crisis response' }).waitFor();
  expect(await served.office.exec(`select 1 from opportunities where opportunity_number = 'O-OVC-2098-2'`)).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);

  const viewer = await signIn(browser, served.url, served.accounts.viewer, '/opportunities');
  await viewer.getByRole('link', { name: 'Crisis response' }).click();
  await viewer.getByText('You can read this opportunity. Coordinators change it.').waitFor();
  expect(await viewer.getByRole('button', { name: /decision|Apply|Change/ }).count()).toBe(0);
  expect(await findBarriers(viewer)).toEqual([]);
});
