import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { findBarriers, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let award = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { data, error } = await served.office.as('coordinator').rpc('save_award', {
    p_award: {
      award_number: '15PBJA-23-GG-04317-BSCI',
      title: 'Public Safety Partnership',
      starts_on: '2023-10-01',
      ends_on: '2024-09-30',
      federal_cents: 50_000_000,
    },
  });
  if (error) throw error;
  award = String(data);
});

it.skipIf(!chromium)('an award is found by its number, gets a task, and its history says so', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('15pbja23gg04317bsci');
  await page.getByRole('option', { name: /Public Safety Partnership.*15PBJA-23-GG-04317-BSCI/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Public Safety Partnership' }).waitFor();
  const parts = page.getByRole('navigation', { name: 'Parts of this award' });

  await parts.getByRole('link', { name: 'Tasks' }).click();
  await page.getByRole('button', { name: 'Add a task' }).click();
  await page.getByLabel('What is to be done?').fill('Ask Police for the figures');
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Ask Police for the figures' }).first().waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await parts.getByRole('link', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'Add files' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await parts.getByRole('link', { name: 'History' }).click();
  await page.getByText('Ask Police for the figures').first().waitFor();
  // What the schedule made by itself is counted.
  await page.getByText(/entered it; added [0-9]+ × report of an award/).waitFor();
  expect(page.url()).toContain(`/awards/${award}?tab=history`);
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});
