import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Json } from '../../src/data/database.types.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let person: { id: string; name: string };

openHouse(async (house) => {
  ({ browser, served } = house);
  [person = { id: '', name: '' }] = await served.office.exec<{ id: string; name: string }>(
    `select id, name from staff where role = 'staff'`,
  );
});

async function make(event: object): Promise<string> {
  const { data, error } = await served.office.as('coordinator').rpc('save_event', {
    p_event: {
      title: 'Clinic',
      kind: 'clinic',
      starts_at: '2030-03-05T18:00:00-06:00',
      ends_at: '2030-03-05T20:00:00-06:00',
      ...event,
    } as Json,
  });
  if (error) throw error;
  return data;
}
const read = async (id: string) => (await served.office.service.from('events').select('*').eq('id', id).single()).data;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const asCoordinator = (path: string) => signIn(browser, served.url, served.accounts.coordinator, path);

it.skipIf(!chromium)('a coordinator plans an event by keyboard alone: what, which day, from when to when', async () => {
  const page = await asCoordinator('/events/create');
  await page.getByLabel('What is it?').waitFor();
  await page.getByLabel('What is it?').focus();
  await page.keyboard.type('Budget in plain words');
  // Kind and state are as they mostly are.
  for (let n = 0; n < 3; n++) await page.keyboard.press('Tab');
  await page.keyboard.type('mon');
  await page.keyboard.press('Tab');
  await page.keyboard.type('6');
  await page.keyboard.press('Tab');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await heading(page, 'Budget in plain words').waitFor();
  // On a Sunday it is tomorrow.
  await page.getByText(/^Tomorrow|Monday, in \d day/).waitFor();
  const id = page.url().split('/').at(-1) ?? '';
  const row = await read(id);
  expect(row).toMatchObject({ kind: 'neighborhood_meeting', status: 'planned', created_by: expect.any(String) });
  expect(Date.parse(row?.ends_at ?? '') - Date.parse(row?.starts_at ?? '')).toBe(2 * 3_600_000);
  await page.getByText('Nobody leads it.').waitFor();
  // And back again.
  await page.keyboard.press('z');
  await page.waitForURL(/\/events$/);
  expect(await read(id)).toBeNull();
  await page.context().close();
});

it.skipIf(!chromium)('what is wrong is said at its field, in the part that opens for it, and nothing typed is lost', async () => {
  const page = await asCoordinator('/events/create');
  await page.getByRole('button', { name: 'Create event' }).click();
  for (const sentence of ['Give the event a title', 'Say on which day', 'Say when it begins']) await page.getByText(sentence).waitFor();
  await page.getByLabel('What is it?').fill('Clinic');
  await page.getByLabel('Day', { exact: true }).fill('someday');
  await page.getByLabel('From', { exact: true }).fill('10');
  await page.getByLabel('To', { exact: true }).fill('9 am');
  await page.getByText('Costs', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a cost' }).click();
  await page.getByLabel('What cost 1 is for').fill('Food');
  await page.getByLabel('Planned dollars of cost 1').fill('much');
  await page.getByText('Costs', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Create event' }).click();
  await page.getByText('This is no day yet').waitFor();
  await page.getByText('Enter dollars, such as 120').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // A reload keeps all of it.
  await page.reload();
  await page.getByText('Draft', { exact: true }).waitFor();
  expect(await page.getByLabel('What is it?').inputValue()).toBe('Clinic');
  await page.getByLabel('Day', { exact: true }).fill('2030-03-05');
  await page.getByLabel('To', { exact: true }).fill('noon');
  await page.getByText('Costs', { exact: true }).click();
  await page.getByLabel('Planned dollars of cost 1').fill('120.5');
  await page.getByText('planned $120.50').waitFor();
  // What the database alone knows comes to its field as well.
  await make({ slug: 'taken' });
  await page.getByText('Public page', { exact: true }).click();
  await page.getByLabel('Address of the public page').fill('taken');
  await page.getByRole('button', { name: 'Create event' }).click();
  await page.locator('.field', { hasText: 'Address of the public page' }).getByText('Another event has this address').waitFor();
  await page.getByLabel('Address of the public page').fill('');
  await page.getByRole('button', { name: 'Create event' }).click();
  await heading(page, 'Clinic').waitFor();
  await page.getByRole('cell', { name: '$120.50' }).first().waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('when two change one event, each field on which they differ is asked about', async () => {
  const id = await make({ room: 'Gym', plan: 'Chairs' });
  const page = await asCoordinator(`/events/${id}/edit`);
  await page.getByLabel('Room').fill('Library');
  await served.office.as('manager').rpc('save_event', { p_event: { room: 'Cellar', address: '1 Main St' }, p_id: id });
  await page.getByRole('button', { name: 'Save event' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Cellar').waitFor();
  expect(await dialog.getByRole('group').count()).toBe(1);
  await dialog.getByText('Cellar').click();
  await dialog.getByRole('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByLabel('What is it?').fill('Clinic in the cellar');
  await page.getByRole('button', { name: 'Save event' }).click();
  await heading(page, 'Clinic in the cellar').waitFor();
  expect(await read(id)).toMatchObject({ room: 'Cellar', address: '1 Main St', plan: 'Chairs', title: 'Clinic in the cellar' });
  await page.context().close();
});

it.skipIf(!chromium)('a clash is said at its field and on the record, and saving goes on', async () => {
  await make({ title: 'Fair', staff: [{ staff_id: person.id }], place_name: 'Mohart Center', room: 'Gym' });
  const id = await make({ title: 'Talk', staff: [{ staff_id: person.id, task: 'lead' }], place_name: 'Mohart Center' });
  const page = await asCoordinator(`/events/${id}/edit#people`);
  await page.locator('.line', { hasText: person.name }).getByText('is at another event').waitFor();
  await page.getByLabel('Room').fill('gym');
  await page.getByText('gym is taken').waitFor();
  await page.getByRole('button', { name: 'Save event' }).click();
  await heading(page, 'Talk').waitFor();
  await page.getByText(`${person.name} is at another event`).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('confirmed, published, cancelled with a reason and planned again: each says so and is undone', async () => {
  const id = await make({ title: 'Verbs' });
  const page = await asCoordinator(`/events/${id}`);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('The event is now: Confirmed.').waitFor();
  await page.keyboard.press('z');
  await page.getByRole('button', { name: 'Confirm' }).waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('link', { name: '/e/verbs-2030-03-05' }).waitFor();
  await page.getByRole('button', { name: 'Cancel the event' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel the event' }).click();
  await dialog.getByText('whoever meant to come will ask').waitFor();
  await dialog.getByLabel('Why?').fill('Ice on the roads');
  await dialog.getByRole('button', { name: 'Cancel the event' }).click();
  await page.getByText('Cancelled: Ice on the roads.').waitFor();
  await page.getByRole('button', { name: 'Plan it again' }).click();
  await page.getByRole('button', { name: 'Confirm' }).waitFor();
  await page.getByRole('link', { name: 'Plan another like it' }).click();
  await heading(page, 'New event').waitFor();
  await expect.poll(() => page.getByLabel('What is it?').inputValue()).toBe('Verbs');
  expect(await page.getByLabel('Day', { exact: true }).inputValue()).toBe('');
  await page.context().close();
});

it.skipIf(!chromium)('hours, costs and what came of it are noted in one go when it is over; supplies are ticked', async () => {
  const id = await make({
    starts_at: '2026-03-05T18:00:00Z',
    ends_at: '2026-03-05T20:00:00Z',
    staff: [{ staff_id: person.id, hours_planned: 3 }],
    costs: [{ label: 'Food', planned_cents: 5000 }],
    supplies: [{ item: 'Table' }],
  });
  const page = await asCoordinator(`/events/${id}`);
  await page.getByRole('checkbox', { name: 'Table' }).check();
  await page.getByText('Packed: Table.').waitFor();
  await page.getByRole('button', { name: 'Mark as held' }).click();
  await page.getByRole('button', { name: 'Mark as held' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Note how it was' }).click();
  await page.locator('#main input:focus').waitFor();
  await page.keyboard.type('4.5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('61.20');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Many asked about rent.');
  await page.getByRole('button', { name: 'Save how it was' }).click();
  await page.getByText('Many asked about rent.').waitFor();
  await page.getByRole('cell', { name: '$61.20' }).first().waitFor();
  await page.getByRole('cell', { name: '4.5' }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('an event is kept as a template, begun with, renamed and taken off the list', async () => {
  const id = await make({ title: 'Evening clinic', place_name: 'Mohart Center' });
  const page = await asCoordinator(`/events/${id}`);
  await page.getByRole('button', { name: 'Keep as template' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as template' }).click();
  await page.getByText('The template “Evening clinic” is kept.').waitFor();
  await page.goto(`${served.url}/events/create`);
  await page.getByRole('link', { name: 'Evening clinic' }).click();
  await expect.poll(() => page.getByLabel('Place', { exact: true }).inputValue()).toBe('Mohart Center');
  await page.goto(`${served.url}/events/templates`);
  await page.getByRole('button', { name: 'Rename the template Evening clinic' }).click();
  await page.getByLabel('Name of the template').fill('Clinic after work');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Offer the template Clinic after work no longer' }).click();
  await page.getByText('Not offered any more', { exact: true }).waitFor();
  await page.context().close();
});

it.skipIf(!chromium)('a viewer reads an event, why it cannot be changed, and finds no button that writes', async () => {
  const id = await make({ title: 'Read only', supplies: [{ item: 'Table' }] });
  const page = await signIn(browser, served.url, served.accounts.viewer, `/events/${id}`);
  await page.getByText('Coordinators, managers and administrators change events').waitFor();
  const names = (await page.locator('#main').getByRole('button').allInnerTexts()).join(' ');
  expect(names).not.toMatch(/Confirm|Cancel|Publish|Change|template/i);
  expect(await page.getByRole('checkbox', { name: 'Table' }).isDisabled()).toBe(true);
  await page.goto(`${served.url}/events/${id}/edit`);
  await page.getByText('Coordinators, managers and administrators change events').waitFor();
  await page.goto(`${served.url}/events/create`);
  await page.getByText('plan events. You may read them.').waitFor();
  await page.context().close();
});
