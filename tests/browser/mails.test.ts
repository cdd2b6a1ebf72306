import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { takeMail } from '../../src/server/inbox/take-mail.ts';
import { recorded } from '../server/inbox/mails.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { openHouse, signIn } from './support.ts';

let browser: Browser;
let served: ServedOffice;
openHouse((house) => {
  ({ browser, served } = house);
});
const barriers = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`,
  );
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
/** A mail of somebody whom nobody knows; the inquiry that it opened. */
async function write(from: string, subject: string): Promise<string> {
  const raw = Buffer.from(
    `From: ${from}\r\nTo: engage@city.example\r\nSubject: ${subject}\r\nMessage-ID: <${crypto.randomUUID()}@town.example>\r\n\r\nWhen is the library open?`,
  );
  const origin = { source: 'mailbox', mailbox: 'm@mail.example/INBOX', uidValidity: 1, uid: 1, receivedAt: new Date() } as const;
  return (await takeMail(served.office, raw, origin)).inquiry_id ?? '';
}

describe.skipIf(!findChromium())('mail about an inquiry', () => {
  it('a mail of a stranger gets a name and an answer from a template, seen before as they get it; a saved mail goes into the story', async () => {
    const inquiry = await write('"Rosa Stone" <rosa@town.example>', 'Library hours');
    const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry}`);
    const asked = page.getByRole('region', { name: 'Who wrote this?' });
    await asked.getByText('Rosa Stone wrote from rosa@town.example.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await asked.getByLabel('Name').fill('');
    await asked.getByRole('button', { name: 'Add as a new resident' }).press('Enter');
    await asked.getByText('Enter the name.').waitFor();
    await asked.getByLabel('Name').fill('Rosa Stone');
    await asked.getByRole('button', { name: 'Add as a new resident' }).press('Enter');
    await asked.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Reply by e-mail' }).press('Enter');
    const form = page.getByRole('form', { name: 'Reply by e-mail' });
    await expect.poll(() => form.getByLabel('To', { exact: true }).inputValue()).toBe('rosa@town.example');
    await form.getByRole('combobox', { name: 'Template' }).fill('Here is the answer (English)');
    await page.getByTitle('Here is the answer (English)').waitFor();
    await form.getByRole('combobox', { name: 'Template' }).press('Enter');
    const answer = form.getByLabel('Message', { exact: true });
    await expect.poll(() => answer.inputValue()).toMatch(/^Hello Rosa Stone,\n\nYou asked about “Library hours”/);
    // What was begun is there again after a reload.
    await answer.fill('Hello {name},\n\nUntil eight, ask {nobody}.');
    await page.reload();
    await expect.poll(() => form.getByLabel('Message', { exact: true }).inputValue()).toContain('Until eight');
    await form.getByRole('button', { name: 'Send reply' }).press('Enter');
    await form.getByText('Some words in braces cannot be filled.').waitFor();
    await answer.fill('Hello {name},\n\nUntil eight in the evening.');
    await form.getByRole('button', { name: 'See it as they get it' }).press('Enter');
    const preview = page.getByRole('dialog');
    await preview.getByRole('radio', { name: 'As plain text' }).check();
    await preview.getByText('Hello Rosa Stone,').waitFor();
    expect(await barriers(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Close' }).press('Enter');
    await preview.waitFor({ state: 'detached' });
    await form.getByRole('button', { name: 'Send reply' }).press('Enter');
    await page.getByText('The reply leaves in half a minute.').waitFor();
    const story = page.getByRole('region', { name: 'Story' });
    const sent = story.getByRole('listitem').filter({ hasText: 'Until eight in the evening.' });
    await sent.getByText('Hello Rosa Stone, Until eight in the evening.').waitFor();
    await sent.getByText('to rosa@town.example').waitFor();

    await page.getByTestId('files').setInputFiles({
      name: 'forwarded.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from(recorded('forwarded', { reply_id: 'walk' })),
    });
    const forwarded = story.getByRole('listitem').filter({ hasText: 'Could you look at this?' });
    await forwarded.getByRole('button', { name: 'Show the whole e-mail' }).press('Enter');
    await forwarded.getByText('have not been emptied for two weeks').waitFor();
    await page.close();
  });

  it('is answered on a phone, and its templates are kept by whoever leads', async () => {
    const inquiry = await write('ben@town.example', 'Bins');
    const phone = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${inquiry}`, {
      width: 390,
      height: 844,
      dark: true,
    });
    await phone.getByRole('region', { name: 'Who wrote this?' }).waitFor();
    await phone.getByRole('button', { name: 'Reply by e-mail' }).press('Enter');
    await phone.getByRole('form', { name: 'Reply by e-mail' }).waitFor();
    expect(await widthOf(phone)).toBeLessThanOrEqual(390);
    expect(await barriers(phone)).toEqual([]);
    await phone.close();

    const page = await signIn(browser, served.url, served.accounts.manager, '/settings/replies');
    await page.getByRole('button', { name: 'Add a template' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Bins');
    await dialog.getByLabel('Message').fill('Hello {nombre}');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.getByText('One of the words in braces is not known.').waitFor();
    await dialog.getByLabel('Message').fill('Hello {name}');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('rowheader', { name: 'Bins' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.close();
  });
});
