import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { writeDelivery } from '../../src/server/letters/write.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  const coordinator = served.office.as('coordinator');
  const organization = async (p_organization: Record<string, unknown>) =>
    String((await coordinator.rpc('save_organization', { p_organization } as never).throwOnError()).data);
  await organization({ name: 'Lingua Line', kind: 'agency', is_interpreter_vendor: true });
  const partner = await organization({
    name: 'Tenant Help',
    kind: 'community',
    is_nonprofit: true,
    takes_referrals: true,
    referral_email: 'intake@tenant.example',
  });
  const p_program = {
    organization_id: partner,
    name: 'Rent relief',
    tenure: 'renter',
    needs: ['rent'],
    languages: [{ language: 'so' }],
    fundings: [{ source: 'Emergency Solutions Grant', level: 'federal' }],
  };
  await coordinator.rpc('save_program', { p_program } as never).throwOnError();
});

const one = async <Row>(sql: string) => (await served.office.exec<Row>(sql))[0] as Row;
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** The address in the letter that went to the receiver. */
async function addressInLetter(): Promise<string> {
  const { id } = await one<{ id: string }>('select id from deliveries where referral_id is not null');
  const { data } = await served.office.service.rpc('delivery_facts', { p_id: id }).throwOnError();
  const { text } = await writeDelivery(served.office, data as never);
  expect(text).not.toContain('Hodan');
  return String(/http\S+\/referral\/\S+/.exec(text)?.[0]);
}

it.skipIf(!chromium)(
  'a resident who speaks Somali calls about rent: interpreted, screened, handed over with consent, accepted on a phone, ended, and counted once',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.staff, '/inquiries/create');
    await page.getByRole('combobox', { name: 'Who is calling?' }).fill('Hodan Warsame');
    await page.getByText('Nobody found.').waitFor();
    await page.getByRole('option', { name: 'New resident “Hodan Warsame”' }).click();
    await page.getByRole('textbox', { name: 'Phone' }).fill('816 555 0142');
    await page.getByLabel('What do they need?').fill('Behind with the rent');
    await choose(page, page.getByRole('combobox', { name: 'Topic' }), 'Grants and programs for residents', 'Grants and');
    await choose(page, page.getByRole('combobox', { name: 'Language' }), 'Somali', 'Somali');
    await page.getByRole('button', { name: 'Save inquiry' }).press('Enter');
    await heading(page, 'Behind with the rent');
    const inquiry = new URL(page.url()).pathname;

    await page.getByRole('button', { name: 'Log language help' }).press('Enter');
    const help = page.getByRole('dialog', { name: 'Log language help' });
    await help.getByTitle('Somali · Soomaali').waitFor();
    await choose(page, help.getByLabel('How they were helped'), 'Interpreter by phone', 'phone');
    await choose(page, help.getByLabel('Interpreted by'), 'Lingua Line', 'Lingua');
    await help.getByLabel('Confirmation number').fill('LL-2031');
    await help.getByRole('button', { name: 'Log it' }).press('Enter');
    const helped = page.getByRole('region', { name: 'Help in another language' });
    await helped.getByRole('link', { name: 'Somali · Interpreter by phone' }).waitFor();

    await page.getByRole('link', { name: 'Find programs' }).press('Enter');
    await heading(page, 'Find programs');
    await page.getByRole('checkbox', { name: 'Rent', exact: true }).press('Space');
    await page.getByLabel('How many people live in the household?').fill('3');
    await page.getByRole('radio', { name: 'They rent' }).press('Space');
    await page.getByText('1 likely fit, 0 may fit, 0 do not.').waitFor();
    await page.getByText('For people who rent their home.').waitFor();
    await page.getByText('It is given in Somali.').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    // Who gets it and for which program stands there already; what is told of her is chosen, and she is asked.
    await page.getByRole('button', { name: 'Hand it over to Tenant Help: Rent relief' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Hand it over' });
    await dialog.getByText('Tenant Help', { exact: true }).waitFor();
    await dialog.getByText('Rent relief').first().waitFor();
    await dialog.getByLabel('What is asked of them').fill('Help with two months of rent.');
    await dialog.getByRole('checkbox', { name: /^Name Hodan Warsame/ }).press('Space');
    await dialog.getByRole('checkbox', { name: /^Phone/ }).press('Space');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask for consent' }).press('Enter');
    const consent = page.getByRole('dialog', { name: 'Consent of the resident' });
    await consent.getByText('May we tell Tenant Help your name, your phone number').waitFor();
    await consent.getByText('Read it through the interpreter.').waitFor();
    await consent.getByRole('radio', { name: 'agreed aloud' }).check();
    await consent.getByRole('button', { name: 'Send it' }).press('Enter');
    await consent.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Behind with the rent' }).press('Enter');
    const referrals = page.getByRole('region', { name: 'Referrals' });
    await referrals.getByText('Waits for an answer').waitFor();

    // Not referred before somebody said how it ended.
    const close = async () => {
      await page.getByRole('button', { name: /^Close inquiry/ }).press('Enter');
      const closing = page.getByRole('dialog', { name: 'Close inquiry' });
      await closing.getByRole('radio', { name: 'Referred' }).check();
      await closing.getByRole('button', { name: 'Close inquiry' }).press('Enter');
      return closing;
    };
    const refused = await close();
    await refused.getByText('to Tenant Help has no outcome yet.').waitFor();

    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
    const phone = await context.newPage();
    await phone.goto(await addressInLetter());
    await phone.getByText('Hodan Warsame').waitFor();
    await phone.getByText('Rent relief').waitFor();
    expect(await findBarriers(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.getByRole('button', { name: 'Accept the referral' }).click();
    await phone.getByText('You accepted this referral.').waitFor();
    await phone.getByLabel('They got what they needed').check();
    await phone.getByLabel('Amount paid or saved').fill('1,200');
    await phone.getByRole('button', { name: 'Report the outcome' }).click();
    await phone.getByText('The outcome has arrived.').waitFor();
    expect(await phone.getByText('Hodan').count()).toBe(0);
    await context.close();

    await page.goto(served.url + inquiry);
    await referrals.getByText('Served').waitFor();
    await close();
    await page.getByRole('button', { name: 'Reopen inquiry' }).waitFor();
    await page.getByText('Referred', { exact: true }).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();

    // The months are those of what happened: it may have been midnight meanwhile.
    const { sent, closed, helpedOn } = await one<Record<'sent' | 'closed' | 'helpedOn', string>>(
      `select private.local_date(r.sent_at)::text as sent, private.local_date(r.closed_at)::text as closed, private.local_date(e.occurred_at)::text as "helpedOn" from referrals r, language_encounters e`,
    );
    const partnersOf = async (day: string) => {
      const { data } = await served.office.service.rpc('report_facts', { p_month: `${day.slice(0, 7)}-01` }).throwOnError();
      return (data as { partners: Record<string, unknown> }).partners;
    };
    expect(await partnersOf(sent)).toMatchObject({
      sections: [{ key: '5', receivers: 1, referrals: { month: { made: 1 } } }],
      levels: [{ key: 'federal', programs: 1, referrals: 1 }],
    });
    expect(await partnersOf(closed)).toMatchObject({ sections: [{ key: '5', referrals: { month: { served: 1 } } }] });
    expect(await partnersOf(helpedOn)).toMatchObject({
      language: { all: { count: 1 }, by_language: [{ key: 'so', count: 1, served: 1 }] },
    });
  },
);
