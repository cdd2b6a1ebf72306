import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let inquiry = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const [row] = await served.office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'A lamp is out', 'phone', id from topics order by code limit 1 returning id`,
  );
  inquiry = String(row?.id);
});

const square = (west: number, south: number) => [
  [
    [west, south],
    [west + 0.1, south],
    [west + 0.1, south + 0.1],
    [west, south + 0.1],
    [west, south],
  ],
];
const file = (districts: string[]) => ({
  name: 'districts.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: districts.map((district, index) => ({
        type: 'Feature',
        properties: { DISTRICT: district },
        geometry: { type: 'Polygon', coordinates: square(-94.6 + index * 0.1, 39) },
      })),
    }),
  ),
});

it.skipIf(!chromium)(
  'shapes are brought by an administrator, a wrong one is named; an inquiry that is put on the map is counted in its district',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.admin, '/settings/map');
    const input = page.locator('input[type=file]');
    await input.setInputFiles(file(['1', '99']));
    await page.getByText('Shape 2: there is no district “99”.').waitFor();
    expect(await page.getByRole('button', { name: 'Take the shapes in' }).count()).toBe(0);
    await input.setInputFiles(file(['1.0', '2.0']));
    await page.getByText('2 new, 0 changed, 0 as they are.').waitFor();
    await page.getByRole('button', { name: 'Take the shapes in' }).click();
    await page.getByText(/The shapes are in/).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(`${served.url}/inquiries/${inquiry}`);
    await page.getByRole('button', { name: 'Put on the map' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.leaflet-container').waitFor();
    await dialog.getByLabel('Latitude').fill('139');
    await dialog.getByLabel('Longitude').fill('-94.45');
    await dialog.getByRole('button', { name: 'Put it there' }).click();
    await dialog.getByText('A latitude is a number between -90 and 90').waitFor();
    await dialog.getByLabel('Latitude').fill('39.05');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Put it there' }).click();
    await page.getByText('39.05000, -94.45000').waitFor();
    await page.locator('.facts').getByText('District 2', { exact: true }).waitFor();

    await page.goto(`${served.url}/map`);
    const row = page.getByRole('row', { name: /^District 2/ });
    await row.getByRole('link', { name: '1', exact: true }).waitFor();
    await page.locator('.map-label', { hasText: 'District 2' }).waitFor();
    await row.getByRole('button', { name: 'District 2' }).click();
    await page.locator('path.map-chosen').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await row.getByRole('link', { name: '1', exact: true }).click();
    await page.getByText('A lamp is out').first().waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('a viewer reads the map on a phone, in the dark, and is told who may bring shapes', async () => {
  const page = await signIn(browser, served.url, served.accounts.viewer, '/map?areas=neighborhoods', {
    width: 390,
    height: 844,
    dark: true,
  });
  await page.getByText('An administrator brings a file of shapes.').waitFor();
  await page.goto(`${served.url}/map?by=count`);
  await page.locator('.map-label').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
});
