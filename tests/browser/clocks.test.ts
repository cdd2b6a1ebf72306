import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;

openHouse((house) => {
  ({ browser, served } = house);
});

async function take(subject: string): Promise<string> {
  const staff = served.office.as('staff');
  const { data: topic } = await staff.from('topics').select('id').order('sort_order').order('id').limit(1).single();
  // A Monday in March: whatever the office promises of it is over.
  const { data } = await staff
    .from('inquiries')
    .insert({ subject, channel: 'phone', topic_id: topic?.id ?? '', opened_at: '2026-03-02T10:00:00-06:00' })
    .select('id')
    .single();
  return String(data?.id);
}

it.skipIf(!chromium)('a clerk reads why it is overdue, says that they are on it, and takes that back', async () => {
  const id = await take('Over its time');
  await served.office.exec(`delete from escalation_steps`);
  await served.office.exec(
    `insert into escalation_steps (clock, after_minutes, tells, created_at) values ('resolution', 0, 'leaders', '2026-03-01')`,
  );
  await served.office.service.rpc('escalate_inquiries', { p_now: '2026-04-01T12:00:00Z' });
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`);
  const clocks = page.getByRole('region', { name: 'Clocks' });
  await clocks.getByText(/^Overdue since/).waitFor();
  await clocks.getByRole('button', { name: 'Why?' }).press('Enter');
  await clocks.getByText(/The office works Monday to Friday 8:00 AM–5:00 PM\./).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await clocks.getByRole('button', { name: 'I am on it' }).click();
  await clocks.getByText(/is on it/).waitFor();
  // The story has whom it was brought to, who is on it, and that under what is told of its state.
  const story = page.getByRole('region', { name: 'Story' });
  const brought = story.getByText(/^The program told .*Manager Person.* that it was due/);
  await brought.getByText(/Staff Person is on it/).waitFor();
  await story.getByText('Staff Person is on it: nobody else is told').waitFor();
  await choose(page, story.getByRole('combobox', { name: 'What of the story is shown' }), 'Notes', 'Notes');
  await brought.waitFor({ state: 'detached' });
  await page.goto(`${served.url}/inquiries/${id}#story=state`);
  await page.reload();
  await brought.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await story.getByRole('button', { name: /^Undo/ }).click();
  await clocks.getByRole('button', { name: 'I am on it' }).waitFor();
  await story.getByText(/is not on it any more/).waitFor();
  await brought.getByText(/Staff Person is on it/).waitFor({ state: 'detached' });
  await page.context().close();
});

it.skipIf(!chromium)('on a phone an inquiry becomes a request for public records, with its day and its letter', async () => {
  const id = await take('Copies of the contract');
  const page = await signIn(browser, served.url, served.accounts.staff, `/inquiries/${id}`, { width: 390, height: 844 });
  await page.getByRole('button', { name: 'This is a request for public records' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Received by the custodian').fill('2026-03-03');
  await dialog.getByRole('button', { name: 'Save the request' }).click();
  await dialog.getByText('Name the custodian who received it').waitFor();
  await dialog.getByLabel('Custodian', { exact: true }).fill('City Clerk');
  await dialog.getByRole('button', { name: 'Save the request' }).click();
  await dialog.waitFor({ state: 'detached' });
  const records = page.getByRole('region', { name: 'Public records' });
  await records.getByText(/^Late since .*Mar 6/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await records.getByRole('button', { name: 'Delay letter' }).click();
  // It cannot say yet why; once the request does, it goes by mail and is undone like any answer.
  const letter = page.getByRole('dialog', { name: 'Delay letter' });
  await letter.getByLabel('To', { exact: true }).fill('requester@town.example');
  await letter.getByRole('button', { name: 'Send by e-mail' }).click();
  await letter.getByText('The letter has to say why it takes longer').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await letter.getByRole('button', { name: 'Cancel' }).click();
  await letter.waitFor({ state: 'detached' });
  await records.getByRole('button', { name: 'Change the request' }).click();
  await dialog.getByLabel('Why it takes longer').fill('The contract lies in the archive.');
  await dialog.getByLabel('Earliest day of the records').fill('2026-03-20');
  await dialog.getByRole('button', { name: 'Save the request' }).click();
  await dialog.waitFor({ state: 'detached' });
  await records.getByRole('button', { name: 'Delay letter' }).click();
  await letter.getByLabel('To', { exact: true }).fill('requester@town.example');
  await letter.getByRole('button', { name: 'Send by e-mail' }).click();
  await letter.waitFor({ state: 'detached' });
  await records.getByText('The delay was explained').waitFor();
  await page.keyboard.press('z');
  await records.getByText('The delay was explained').waitFor({ state: 'detached' });
  // What the requester means is asked by mail, in their language; the inquiry waits for them, until somebody notes the answer.
  await records.getByRole('button', { name: 'Change the request' }).click();
  await dialog.getByLabel('What was asked back').fill('Which contract?');
  await dialog.getByRole('button', { name: 'Save the request' }).click();
  await dialog.waitFor({ state: 'detached' });
  await records.getByRole('button', { name: 'Ask the requester' }).click();
  const question = page.getByRole('dialog', { name: 'Ask the requester' });
  await question.getByLabel('To', { exact: true }).fill('requester@town.example');
  expect(await question.getByLabel('Letter', { exact: true }).inputValue()).toContain('Which contract?');
  expect(await question.getByLabel('From now on the inquiry waits for the resident').isChecked()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await question.getByRole('button', { name: 'Send by e-mail' }).click();
  await question.waitFor({ state: 'detached' });
  await records.getByText('A question back is not answered').waitFor();
  await page.getByText('set the status to “Waiting for resident”').waitFor();
  await records.getByRole('button', { name: 'The question is answered' }).click();
  await records.getByText('A question back is not answered').waitFor({ state: 'detached' });
  await page.keyboard.press('z');
  await records.getByText('A question back is not answered').waitFor();
  await page.goto(`${served.url}/records-requests`);
  await page.getByRole('link', { name: 'Copies of the contract' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.context().close();
});
