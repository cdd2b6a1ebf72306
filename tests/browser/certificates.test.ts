import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { signLink } from '../../src/server/links/signed-link.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});

const makeTraining = async () => {
  const [made] = await served.office.exec<{ event: string; registration: string }>(
    `with e as (insert into events (title, kind, status, starts_at, ends_at, translations) values ('Open Data for neighbors', 'training', 'held',
         now() - interval '3 hours', now() - interval '1 hour', '{"es": {"title": "Datos abiertos para el barrio"}}') returning id),
       r as (insert into registrations (event_id, name, language) select id, 'Rosa Peña', 'es' from e returning id, event_id),
       a as (insert into attendances (event_id, registration_id, name, client_key) select event_id, id, 'Rosa Peña', gen_random_uuid() from r)
     select event_id as event, id as registration from r`,
  );
  if (!made) throw new Error('The training was not made.');
  return made;
};

it.skipIf(!chromium)('staff give out the certificate of each person and of all; a viewer is not offered them', async () => {
  const { event } = await makeTraining();
  const page = await signIn(browser, served.url, served.accounts.staff, `/events/${event}?tab=training`);
  const link = page.getByRole('link', { name: 'Certificate of Rosa Peña' });
  const [one] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(one.suggestedFilename()).toBe('Constancia de participación, Rosa Peña.pdf');
  const [all] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'All in one PDF' }).click()]);
  expect(all.suggestedFilename()).toBe('Certificates.pdf');
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();

  const phone = await signIn(browser, served.url, served.accounts.viewer, `/events/${event}?tab=training`, {
    width: 390,
    height: 844,
    dark: true,
  });
  await phone.getByRole('heading', { name: 'Before and after' }).waitFor();
  expect(await phone.getByText('Certificates').count()).toBe(0);
  await phone.context().close();
});

it.skipIf(!chromium)(
  'the questions about a training have no barrier that axe can find, in either language, light and dark, nor are they wider than 320 px',
  async () => {
    const { registration } = await makeTraining();
    const token = await signLink(served.office, 'rating', registration);
    const titles = {
      rate: { es: '¿Qué aprendió en Datos abiertos para el barrio?', en: 'What did you learn in Open Data for neighbors?' },
      used: { es: /Datos abiertos para el barrio/, en: /Open Data for neighbors/ },
    };
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const path of ['rate', 'used'] as const) {
        await page.goto(`${served.url}/${path}/${token}`);
        await page.getByRole('heading', { level: 1, name: titles[path].es }).waitFor();
        expect(await findBarriers(page)).toEqual([]);
        // The switch takes the title along.
        await page.getByRole('link', { name: 'English' }).click();
        await page.getByRole('heading', { level: 1, name: titles[path].en }).waitFor();
        expect(await page.title()).toContain('Open Data for neighbors');
        expect(await findBarriers(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        // Sent without an answer: the pages that say what is missing are looked at too.
        await page.evaluate(() => document.querySelector('form')?.setAttribute('novalidate', ''));
        await page.getByRole('button').click();
        await page.getByRole('alert').first().waitFor();
        expect(await findBarriers(page)).toEqual([]);
      }
      await context.close();
    }
  },
);
