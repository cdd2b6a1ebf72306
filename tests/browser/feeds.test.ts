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

for (const look of [{ width: 1440 }, { width: 390, height: 844, dark: true }])
  it.skipIf(!chromium)(
    `somebody makes a secret calendar link by keyboard, reads it as a calendar does, and revokes it; ${look.width} pixels wide`,
    async () => {
      const page = await signIn(browser, served.url, served.accounts.viewer, '/events', look);
      await page.getByRole('button', { name: 'Subscribe' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('None yet.').waitFor();
      await dialog.getByRole('radio', { name: 'A district’s' }).check();
      await dialog.getByRole('button', { name: 'Make link' }).press('Enter');
      // What lacks is said at its field.
      await dialog.getByText('Choose a district.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await dialog.getByRole('radio', { name: 'The whole team’s' }).check();
      await dialog.getByRole('button', { name: 'Make link' }).press('Enter');
      const link = dialog.getByRole('textbox', { name: 'Your link' });
      await link.waitFor();
      await dialog.getByText('not read yet').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      const url = await link.inputValue();
      expect(await dialog.getByRole('link', { name: 'Open in calendar program: Your link' }).getAttribute('href')).toBe(
        url.replace('http:', 'webcal:'),
      );
      const calendar = await fetch(url);
      expect([calendar.status, (await calendar.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
      await dialog.getByRole('button', { name: /^Revoke: The team’s events/ }).press('Enter');
      await page.getByRole('button', { name: 'Revoke', exact: true }).press('Enter');
      await dialog.getByText('None yet.').waitFor();
      expect((await fetch(url)).status).toBe(410);
      await dialog.getByRole('button', { name: 'Make link' }).press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.context().close();
    },
  );
