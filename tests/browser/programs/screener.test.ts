import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import type { ServedOffice } from '../../support/office.ts';
import { choose, findBarriers, goTo, openHouse, signIn } from '../support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let inquiry: string;
openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec, as } = served.office;
  const person = { name: 'Halima Abdi', preferred_language: 'es', emails: [{ address: 'halima@example.org' }] };
  const resident = String((await as('staff').rpc('save_resident', { p_resident: person })).data);
  const [row] = await exec<{ id: string }>(
    `insert into inquiries (subject, channel, language, topic_id, resident_id) select 'The rent is due', 'phone', 'es', id, $1 from topics order by code limit 1 returning id`,
    [resident],
  );
  inquiry = String(row?.id);
  await exec(
    `with p as (insert into programs (organization_id, name, phone, tenure, minimum_age, income_basis, income_percent, translations)
       select o.id, v.name, '+18165550100', v.tenure, v.age, v.basis, v.percent, v.words::jsonb
       from (select id from organizations order by code limit 1) o, (values
         ('Rent help', 'renter', null::smallint, 'poverty', 150::smallint, '{"es": {"name": "Ayuda con el alquiler"}}'),
         ('Roofs for owners', 'owner', null, null, null, '{}'),
         ('Rent for elders', null, 62, null, null, '{}')) v (name, tenure, age, basis, percent, words) returning id)
     insert into program_needs (program_id, need_id) select p.id, n.id from p, needs n where n.code = 'rent'`,
  );
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it.skipIf(!chromium)(
  'from an inquiry, a few answers lead to programs with their reasons; the sheet is in the resident’s language, and an application goes on to its amount',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.staff, `/programs/screener?inquiry=${inquiry}`);
    await page.getByText('Choose what they need.').waitFor();
    await page.getByRole('checkbox', { name: 'Rent', exact: true }).press('Space');
    await page.getByText('0 likely fit, 3 may fit, 0 do not.').waitFor();
    await page.getByLabel('How many people live in the household?').fill('4');
    await page.getByRole('radio', { name: 'Up to $4,125' }).press('Space');
    await page.getByRole('radio', { name: 'They rent' }).press('Space');
    await page.getByText('1 likely fit, 1 may fit, 1 do not.').waitFor();
    await page
      .getByText('For an income of up to $4,125 a month ($49,500 a year) in a household of 4: 150% of the federal poverty level.')
      .waitFor();
    await page.getByText('Incomes are measured by the poverty level of 2026').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    // Nothing is kept without consent.
    await page.getByRole('button', { name: 'Keep the answers' }).press('Enter');
    await page.getByText('Answers are kept only when the resident agrees.').waitFor();
    expect(await served.office.exec('select id from screenings')).toEqual([]);
    await choose(page, page.getByLabel('Did the resident agree?'), 'Yes, said so');
    await page.getByRole('button', { name: 'Keep the answers' }).press('Enter');
    await page.getByText('The answers are kept.').waitFor();
    const [kept] = await served.office.exec<Record<string, unknown>>('select inquiry_id, consent_how, language from screenings');
    expect(kept).toEqual({ inquiry_id: inquiry, consent_how: 'spoken', language: 'es' });

    await page.getByRole('checkbox', { name: 'Put Rent help on the sheet' }).press('Space');
    await page.getByRole('button', { name: 'Send by e-mail' }).press('Enter');
    const mail = page.getByRole('dialog', { name: 'Send by e-mail' });
    await mail.getByLabel('E-mail address of the resident').fill('halima');
    await page.keyboard.press('Enter');
    await mail.getByText('Enter an address such as name@example.org.').waitFor();
    await mail.getByLabel('E-mail address of the resident').fill('halima@example.org');
    await page.keyboard.press('Enter');
    await page.getByText('The sheet goes to halima@example.org.').waitFor();

    await page.getByRole('button', { name: 'Sheet to print' }).press('Enter');
    await heading(page, 'Programas para usted');
    await page.getByRole('heading', { name: 'Ayuda con el alquiler' }).waitFor();
    await page.getByText('Para personas que alquilan su vivienda.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the questions' }).press('Enter');

    // The answers are still on the table.
    await page.getByText('1 likely fit, 1 may fit, 1 do not.').waitFor();
    await page.getByRole('button', { name: 'Help to apply: Rent help' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Note an application' });
    await dialog.getByLabel('Begun on').waitFor();
    await dialog.getByRole('button', { name: 'Note an application' }).press('Enter');
    await page.getByText('The application to Rent help is noted.').waitFor();

    await page.getByRole('link', { name: 'Applications', exact: true }).first().press('Enter');
    await heading(page, 'Applications');
    await page.getByRole('link', { name: 'Rent help' }).press('Enter');
    await page.getByRole('button', { name: 'Say how far it is' }).press('Enter');
    const change = page.getByRole('dialog', { name: 'Say how far it is' });
    await choose(page, change.getByLabel('How far it is'), 'Approved');
    await change.getByLabel('Amount that they get').fill('lots');
    await change.getByRole('button', { name: 'Save' }).press('Enter');
    await change.getByText('Enter an amount in dollars, such as 1,250.50.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await change.getByLabel('Amount that they get').fill('1,200');
    await change.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText(/^Approved on .*: \$1,200\.$/).waitFor();
    const [row] = await served.office.exec<Record<string, unknown>>(
      'select status, amount_cents::text as cents, inquiry_id, language from applications',
    );
    expect(row).toEqual({ status: 'approved', cents: '120000', inquiry_id: inquiry, language: 'es' });
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  },
);

it.skipIf(!chromium)(
  'an administrator enters a year of incomes and a need on a phone; a viewer screens, and finds nothing to keep, send or note',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.admin, '/settings/income-limits', { width: 390 });
    await page.getByRole('button', { name: 'Enter a year of the median income' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Enter a year of the median income' });
    await dialog.getByLabel('Year of the notice').fill('2026');
    await dialog.getByLabel('One person').fill('70,000');
    await dialog.getByLabel('2 people').fill('60,000');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.getByText('Say where the amounts were read').waitFor();
    await dialog.getByLabel('Where it was read').fill('HUD, FY 2026');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.getByText('A larger household has a larger amount.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByLabel('2 people').fill('80,000');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('cell', { name: '$80,000' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await goTo(page, '/settings/needs');
    await page.getByRole('button', { name: 'Add a need' }).press('Enter');
    const need = page.getByRole('dialog', { name: 'Add a need' });
    await need.getByLabel('Code').fill('pets');
    await need.getByLabel('Name', { exact: true }).fill('Rent');
    await need.getByRole('button', { name: 'Save' }).press('Enter');
    await need.getByText('There is a need of this name already.').waitFor();
    await need.getByLabel('Name', { exact: true }).fill('Pets');
    await need.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('Pets', { exact: true }).first().waitFor();
    await page.context().close();

    const viewer = await signIn(browser, served.url, served.accounts.viewer, '/programs/screener?need=rent', { width: 390 });
    await viewer.getByText('0 likely fit, 3 may fit, 0 do not.').waitFor();
    expect(await viewer.getByRole('button', { name: /Send by e-mail|Keep the answers|Help to apply/ }).count()).toBe(0);
    expect(await findBarriers(viewer)).toEqual([]);
    await viewer.context().close();
  },
);
