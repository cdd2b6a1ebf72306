import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let campaign = '';
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec } = served.office;
  const [made] = await exec<{ id: string }>(
    `with l as (insert into mailing_lists (code, name) values ('harbor', 'Harbor news') returning id)
     insert into campaigns (name, list_id, counts_clicks) select 'October letter', id, true from l returning id`,
  );
  campaign = String(made?.id);
  const blocks = (text: string) =>
    JSON.stringify([
      { id: '1', kind: 'heading', level: 1, text: 'News' },
      { id: '2', kind: 'text', text },
    ]);
  await exec(
    `insert into campaign_messages (campaign_id, language, subject, blocks) values ($1, 'en', 'News of the harbor', $2::jsonb), ($1, 'es', 'Noticias del puerto', $3::jsonb), ($1, 'ar', 'أخبار الميناء', $4::jsonb)`,
    [campaign, blocks('Hello.'), blocks('Hola.'), blocks('مرحبا.')],
  );
  const at = '2026-10-06T15:00:00Z';
  await exec(`update campaigns set status = 'sent', scheduled_at = $2, started_at = $2, finished_at = $2, frozen_at = $2 where id = $1`, [
    campaign,
    at,
  ]);
  await exec(
    `insert into deliveries (kind, key, to_address, language, campaign_id, status, settled_at, district_id, attempts)
     select 'campaign.letter', $1 || g, 'p' || g || '@one.org', case when g % 3 = 0 then 'es' else 'en' end, $1::uuid, 'sent', $2::timestamptz + g * interval '1 minute',
       (select id from districts where code = '3'), 1 from generate_series(1, 40) g`,
    [campaign, at],
  );
  await exec(`update deliveries set bounced_at = settled_at + interval '1 hour' where campaign_id = $1 and to_address = 'p1@one.org'`, [
    campaign,
  ]);
  await exec(`update deliveries set unsubscribed_at = settled_at + interval '1 day' where campaign_id = $1 and to_address = 'p2@one.org'`, [
    campaign,
  ]);
  await exec(`update deliveries set status = 'failed', reason = '550 No such user' where campaign_id = $1 and to_address = 'p3@one.org'`, [
    campaign,
  ]);
  await exec(
    `insert into bounces (source_key, source, kind, status_code, diagnostic, address, delivery_id, campaign_id, outcome)
     select 'x', 'mailbox', 'hard', '5.1.1', 'No such user', to_address, id, campaign_id, 'suppressed' from deliveries where to_address = 'p1@one.org'`,
  );
  await exec(`insert into campaign_exclusions (campaign_id, reason) values ($1, 'no_address'), ($1, 'no_consent')`, [campaign]);
  await exec(`insert into campaign_links (campaign_id, language, position, url, clicks) values ($1, 'en', 1, 'https://one.org/a', 7)`, [
    campaign,
  ]);
});

it.skipIf(!chromium)('each number of the results opens its letters; a letter is put on the website, and that is undone', async () => {
  const page = await signIn(browser, served.url, served.accounts.coordinator, `/campaigns/${campaign}?tab=results`);
  await page.getByRole('link', { name: '39 letters were sent' }).waitFor();
  await page.getByText('2 people who were meant got none').waitFor();
  await page.getByText('Whether a letter was opened is not measured').waitFor();
  await page.getByText('The same as a table, with what came back').click();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: '1 came back' }).click();
  const letters = page.getByRole('region', { name: 'Letters' });
  await letters.getByText('No such mailbox · 5.1.1 · No such user').waitFor();
  await letters.getByText('1 record').waitFor();
  // The number of a cell of a table: refused, in Spanish.
  await page
    .getByRole('table', { name: 'By language' })
    .getByRole('row', { name: /Spanish/ })
    .getByRole('link', { name: '1', exact: true })
    .last()
    .click();
  await letters.getByText('550 No such user').waitFor();
  await letters.getByLabel('Name or e-mail address').fill('p1@');
  await letters.getByText('No letter matches.').waitFor();
  await page.getByRole('button', { name: 'Put it on the website' }).click();
  await page.getByText('Everybody can read it there since').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('This letter is not on the website.').waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads the results on a phone, dark and in Spanish, and is offered nothing', async () => {
  const reader = await signIn(browser, served.url, served.accounts.viewer, `/campaigns/${campaign}?tab=results`, {
    width: 390,
    height: 844,
    dark: true,
  });
  await reader.getByRole('link', { name: '39 letters were sent' }).waitFor();
  expect(await reader.getByRole('button', { name: 'Put it on the website' }).count()).toBe(0);
  expect(await findBarriers(reader)).toEqual([]);
  await reader.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
  await reader.goto(`${served.url}/campaigns/${campaign}?tab=results`);
  await reader.getByRole('link', { name: 'Se enviaron 39 cartas' }).waitFor();
  expect(await findBarriers(reader)).toEqual([]);
  expect(await reader.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await reader.context().close();
});

it.skipIf(!chromium)(
  'anybody reads a letter again in each language, at both widths and in the dark, without a script and without a cookie',
  async () => {
    await served.office.as('coordinator').rpc('publish_campaign', { p_id: campaign });
    for (const look of [
      { width: 1440, dark: false },
      { width: 390, dark: true },
    ]) {
      const context = await browser.newContext({ viewport: { width: look.width, height: 844 }, colorScheme: look.dark ? 'dark' : 'light' });
      const page = await context.newPage();
      await page.goto(`${served.url}/archive?lang=es`);
      await page.getByRole('heading', { level: 1, name: 'Cartas para leer de nuevo' }).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('link', { name: 'Noticias del puerto' }).click();
      await page.getByText('Hola.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('link', { name: 'العربية' }).click();
      await page.getByText('مرحبا.').waitFor();
      expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect([await context.cookies(), await page.evaluate(() => document.scripts.length)]).toEqual([[], 0]);
      await context.close();
    }
  },
);
