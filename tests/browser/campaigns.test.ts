import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Json } from '../../src/data/database.types.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { choose, findBarriers, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
let list: string;

openHouse(async (house) => {
  ({ browser, served } = house);
  const [row] = await served.office.exec<{ id: string }>(
    `insert into mailing_lists (code, name) values ('neighbors', 'Neighborhood bulletin') returning id`,
  );
  list = String(row?.id);
  await served.office.exec(
    `insert into events (title, kind, status, starts_at, ends_at, place_name, published_at, slug, programs)
     values ('Budget in plain words', 'workshop', 'confirmed', now() + interval '9 days', now() + interval '9 days 2 hours', 'Mohart Center', now(), 'budget', '{Rent relief}')`,
  );
  await served.office.exec(`update settings set address = '414 E. 12th Street, Kansas City, MO 64106'`);
});

const asCoordinator = (path: string, look = {}) => signIn(browser, served.url, served.accounts.coordinator, path, look);
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const saved = (page: Page) => page.locator('.save-line').getByText('Saved', { exact: true });

type Wanted = { language: string; subject?: string; blocks?: object[] };
async function make(
  name: string,
  messages: Wanted[] = [{ language: 'en', subject: 'What is on', blocks: [{ id: 'a', kind: 'text', text: 'One' }] }],
) {
  const { data, error } = await served.office
    .as('coordinator')
    .rpc('save_campaign', { p_campaign: { name, list_id: list, messages } as unknown as Json });
  if (error) throw error;
  return data;
}
async function read(id: string, language = 'en') {
  const { data } = await served.office.service
    .from('campaign_messages')
    .select('subject, subject_b, preheader, format, blocks, mjml, text_part')
    .eq('campaign_id', id)
    .eq('language', language)
    .maybeSingle();
  return data;
}
/** Where a dialog stands in its first frames, for whoever asked the computer for nothing to move: in one place. */
async function watchDialog(page: Page): Promise<() => Promise<string[]>> {
  const places = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const look = () => {
      const place = document.querySelector('.ant-modal')?.getBoundingClientRect();
      if (place) seen.push(JSON.stringify(place));
      if (seen.length < 12) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return seen;
  });
  return async () => {
    await expect.poll(() => places.evaluate((seen) => seen.length)).toBe(12);
    return places.jsonValue();
  };
}
const blocksOf = async (id: string) => ((await read(id))?.blocks ?? []) as Record<string, unknown>[];

it.skipIf(!chromium)(
  'a letter with every kind of block is written by keyboard alone, saved by itself, and drawn as it arrives',
  async () => {
    const page = await asCoordinator('/campaigns/create');
    await page.getByLabel('What do you call it?').waitFor();
    // The name has the keyboard; there is one list, and it is chosen.
    await page.getByText('Neighborhood bulletin', { exact: true }).waitFor();
    await page.keyboard.type('December letter');
    await page.keyboard.press('Enter');
    await heading(page, 'December letter').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByLabel('Subject', { exact: true }).focus();
    await page.keyboard.type('What is on in December');
    /** Presses Tab until the keyboard is on a thing of this name. */
    const tabTo = async (name: string, key = 'Tab') => {
      for (let n = 0; n < 80; n++) {
        const found = await page.evaluate(() => {
          const active = document.activeElement as HTMLElement | null;
          return active?.getAttribute('aria-label') ?? active?.textContent ?? '';
        });
        if (found === name) return;
        await page.keyboard.press(key);
      }
      throw new Error(`The keyboard does not reach ${name}.`);
    };
    const add = async (kind: string) => {
      await tabTo(kind);
      await page.keyboard.press('Enter');
    };
    await add('Heading');
    await page.keyboard.type('December in your neighborhood');
    // Enter after a heading goes on with a text.
    await page.keyboard.press('Enter');
    await page.keyboard.type('Come to the ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('budget');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' evening:');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- bring a question');
    await page.keyboard.press('Enter');
    await page.keyboard.type('bring a neighbor');
    await add('Button');
    await page.keyboard.type('See the program');
    await page.keyboard.press('Tab');
    await page.keyboard.type('kcmo.gov/budget');
    await add('Image');
    await page.keyboard.type('People around a table');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`${served.url}/rotunda.svg`);
    await add('Events');
    await add('Programs');
    await page.keyboard.type('Rent relief');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await add('Line');
    // The line goes up above the programs.
    await page.keyboard.press('Alt+ArrowUp');
    await saved(page).waitFor();
    expect(await blocksOf(id)).toMatchObject([
      { kind: 'heading', level: 2, text: 'December in your neighborhood' },
      { kind: 'text', text: 'Come to the **budget** evening:\n- bring a question\n- bring a neighbor' },
      { kind: 'button', label: 'See the program', url: 'https://kcmo.gov/budget' },
      { kind: 'image', alt: 'People around a table', url: `${served.url}/rotunda.svg` },
      { kind: 'events', days: 30, limit: 5 },
      { kind: 'divider' },
      { kind: 'programs', names: ['Rent relief'] },
    ]);
    const letter = page.frameLocator('.letter-frame iframe:not(.letter-coming)');
    await letter.getByText('Budget in plain words').first().waitFor();
    await letter.getByText('bring a neighbor').waitFor();
    await page
      .getByText('Nothing stands in its way.')
      .or(page.getByText(/It can go out/))
      .waitFor();
    await page.context().close();
  },
);

it.skipIf(!chromium)('what is wrong is told at the field once it was left, and the list leads there', async () => {
  const id = await make('Wrong input', [
    {
      language: 'en',
      subject: 'Hello',
      blocks: [
        { id: 'i', kind: 'image', url: `${served.url}/rotunda.svg`, alt: '' },
        { id: 'b', kind: 'button', label: 'Go', url: '' },
      ],
    },
  ]);
  const page = await asCoordinator(`/campaigns/${id}`);
  const image = page.locator('[data-block=i]');
  const button = page.locator('[data-block=b]');
  await image.getByLabel('What does it show?').waitFor();
  expect(await image.getByText('Say what the picture shows').count()).toBe(0);
  await page.getByRole('button', { name: /^Go there: Say what the picture shows/ }).click();
  await expect.poll(() => image.getByLabel('What does it show?').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await button.getByLabel('Page it opens').fill('not an address');
  await image.getByText('Say what the picture shows').waitFor();
  await page.getByLabel('Subject', { exact: true }).focus();
  await button.getByText('The address “not an address” leads nowhere.', { exact: false }).waitFor();
  await button.getByLabel('Page it opens').fill('kcmo.gov');
  await image.getByLabel('What does it show?').fill('The hall');
  await page.getByLabel('Subject', { exact: true }).focus();
  await expect.poll(() => page.locator('.block .field-error').count()).toBe(0);
  await saved(page).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.context().close();
});

it.skipIf(!chromium)(
  'a block that was removed comes back where it was, also by Ctrl+Z; blocks are moved and doubled by keys and by hand',
  async () => {
    const id = await make('Undo', [
      { language: 'en', subject: 'Hello', blocks: ['One', 'Two', 'Three'].map((text) => ({ id: text, kind: 'text', text })) },
    ]);
    const page = await asCoordinator(`/campaigns/${id}`);
    const texts = () => page.locator('textarea.block-text').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
    await page.locator('[data-block=Two] textarea').waitFor();
    await page.getByRole('button', { name: 'Remove: Text, block 2' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(texts).toEqual(['One', 'Three']);
    // The way back has the keyboard.
    await page.keyboard.press('Enter');
    await expect.poll(texts).toEqual(['One', 'Two', 'Three']);
    await page.getByRole('button', { name: 'Remove: Text, block 1' }).click();
    await saved(page).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(texts).toEqual(['One', 'Two', 'Three']);
    await page.locator('[data-block=One] textarea').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.type('!');
    await expect.poll(texts).toEqual(['Two', 'One!', 'Three']);
    await page.getByText('Now block 2 of 3.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Duplicate: Text, block 2' }).click();
    await expect.poll(texts).toEqual(['Two', 'One!', 'One!', 'Three']);
    await page.locator('[data-block=Three] .block-grip').dragTo(page.locator('[data-block=Two] .block-grip'));
    await expect.poll(texts).toEqual(['Three', 'Two', 'One!', 'One!']);
    await saved(page).waitFor();
    expect((await blocksOf(id)).map(({ text }) => text)).toEqual(['Three', 'Two', 'One!', 'One!']);
    await page.context().close();
  },
);

it.skipIf(!chromium)('a second language begins with what the first says, and takes its own place; what it lacks is told', async () => {
  const id = await make('Languages');
  const page = await asCoordinator(`/campaigns/${id}`);
  const tabs = page.getByRole('group', { name: 'Languages of the letter' });
  await choose(page, tabs.getByRole('combobox', { name: 'Add a language' }), 'Spanish', 'Spanish');
  await tabs.getByRole('button', { name: 'Spanish empty' }).waitFor();
  await page.getByRole('button', { name: 'Copy from English' }).click();
  await page.getByLabel('Subject', { exact: true }).fill('Qué hay');
  await page.locator('textarea.block-text').first().fill('Uno');
  await page.getByRole('button', { name: 'Give this one to whoever reads none of these languages' }).click();
  await page.getByText('Whoever reads none of these languages gets this one.').waitFor();
  await saved(page).waitFor();
  expect(await read(id, 'es')).toMatchObject({ subject: 'Qué hay', blocks: [{ kind: 'text', text: 'Uno' }] });
  expect(await read(id, 'en')).toMatchObject({ subject: 'What is on', blocks: [{ text: 'One' }] });
  await page.frameLocator('.letter-frame iframe:not(.letter-coming)').getByText('Uno').waitFor();
  await tabs.getByRole('button', { name: 'English' }).click();
  const places = await watchDialog(page);
  await page.getByRole('button', { name: 'Take English out' }).click();
  expect(new Set(await places()).size, 'places where the dialog stood').toBe(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Take English out' }).click();
  await tabs.getByRole('button', { name: 'English' }).waitFor({ state: 'detached' });
  await saved(page).waitFor();
  expect(await read(id, 'en')).toBeNull();
  await page.context().close();
});

it.skipIf(!chromium)(
  'when somebody else saves meanwhile, what only one touched is in it, and where both wrote each may choose',
  async () => {
    const id = await make('Two writers', [
      { language: 'en', subject: 'Hello', blocks: ['One', 'Two'].map((text) => ({ id: text, kind: 'text', text })) },
    ]);
    const page = await asCoordinator(`/campaigns/${id}`);
    await page.locator('[data-block=One] textarea').waitFor();
    const other = async (messages: object[]) => {
      const { error } = await served.office.as('manager').rpc('save_campaign', { p_campaign: { messages } as unknown as Json, p_id: id });
      if (error) throw error;
    };
    const both = (one: string, two: string) => [
      { id: 'One', kind: 'text', text: one },
      { id: 'Two', kind: 'text', text: two },
    ];
    await other([{ language: 'en', blocks: both('One', 'Two, theirs') }]);
    await page.locator('[data-block=One] textarea').fill('One, mine');
    await page.getByText('Somebody else wrote here, too. Both are in it.').waitFor();
    await saved(page).waitFor();
    expect((await blocksOf(id)).map(({ text }) => text)).toEqual(['One, mine', 'Two, theirs']);
    // The same block, and the subject.
    await other([{ language: 'en', subject: 'Theirs', blocks: both('Theirs', 'Two, theirs') }]);
    // Nothing of it is saved before both are written, however long that takes.
    const written = Promise.withResolvers<void>();
    await page.route('**/rpc/save_campaign', (route) => written.promise.then(() => route.continue()));
    await page.locator('[data-block=One] textarea').fill('Mine');
    await page.getByLabel('Subject', { exact: true }).fill('My subject');
    written.resolve();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('group', { name: 'Subject, English' }).getByText('My subject').waitFor();
    await dialog
      .getByRole('group', { name: 'Text, English' })
      .getByLabel(/Theirs/)
      .check();
    await dialog.getByRole('button', { name: 'Go on with these' }).click();
    await saved(page).waitFor();
    expect(await read(id)).toMatchObject({ subject: 'My subject', blocks: [{ text: 'Theirs' }, { text: 'Two, theirs' }] });
    await page.context().close();
  },
);

it.skipIf(!chromium)('nothing typed is lost when the office cannot be reached, or the page is left before it was saved', async () => {
  const id = await make('Lost line');
  const page = await asCoordinator(`/campaigns/${id}`);
  await page.locator('textarea.block-text').first().waitFor();
  await page.route('**/rpc/save_campaign', (route) => route.abort());
  await page.locator('textarea.block-text').first().fill('One, and more');
  await page.getByText('What you wrote is kept in this browser.', { exact: false }).waitFor();
  await page.reload();
  await expect.poll(() => page.locator('textarea.block-text').first().inputValue()).toBe('One, and more');
  await page.unroute('**/rpc/save_campaign');
  await saved(page).waitFor();
  expect(await blocksOf(id)).toMatchObject([{ text: 'One, and more' }]);
  // Left at once, by a way within the office.
  await page.locator('textarea.block-text').first().fill('Left at once');
  await page.getByRole('link', { name: 'All campaigns' }).click();
  await heading(page, 'Campaigns').waitFor();
  await expect.poll(async () => (await blocksOf(id))[0]?.text).toBe('Left at once');
  await page.context().close();
});

it.skipIf(!chromium)(
  'plain MJML names the line that is wrong, the blocks stay, and the text part can be written by hand and made again',
  async () => {
    const id = await make('In MJML');
    const page = await asCoordinator(`/campaigns/${id}`);
    await page.getByRole('button', { name: 'Write this language in MJML instead' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Write this language in MJML instead' }).click();
    const field = page.getByLabel('MJML of the letter');
    await field.fill('<mj-text>Hello</mj-text>\n\n\n\n  <mj-frog />\n<mj-text>Goodbye</mj-text>');
    await page.locator('.mjml-problems').getByText('Line 5:', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Go to line 5' }).first().click();
    expect(
      await field.evaluate((area) =>
        (area as HTMLTextAreaElement).value.slice((area as HTMLTextAreaElement).selectionStart, (area as HTMLTextAreaElement).selectionEnd),
      ),
    ).toBe('  <mj-frog />');
    await page.keyboard.press('Delete');
    await page.locator('.mjml-problems').waitFor({ state: 'detached' });
    await page.frameLocator('.letter-frame iframe:not(.letter-coming)').getByText('Hello').waitFor();
    await page.locator('.text-part summary').click();
    await page.getByRole('button', { name: 'Write it by hand' }).click();
    await page.getByLabel('Plain text').fill('By hand');
    await saved(page).waitFor();
    expect(await read(id)).toMatchObject({ format: 'mjml', text_part: 'By hand', blocks: [{ text: 'One' }] });
    await page.getByRole('button', { name: 'Have it made from the letter again' }).click();
    await page.getByRole('button', { name: 'Write this language in blocks again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Write this language in blocks again' }).click();
    await page.locator('textarea.block-text').first().waitFor();
    await saved(page).waitFor();
    expect(await read(id)).toMatchObject({ format: 'blocks', text_part: null, blocks: [{ text: 'One' }] });
    await page.context().close();
  },
);

it.skipIf(!chromium)(
  'the letter is looked at as somebody, as text, in the dark; a field asks what readers read who have nothing',
  async () => {
    await served.office.as('staff').rpc('save_resident', { p_resident: { name: 'Rosa Peña', preferred_language: 'es' } });
    const id = await make('Preview');
    const page = await asCoordinator(`/campaigns/${id}`);
    const text = page.locator('textarea.block-text').first();
    await text.fill('Hello ');
    await page.locator('.block').first().getByRole('button', { name: 'Field' }).click();
    await page.getByRole('button', { name: 'Insert', exact: true }).click();
    await page.getByText('Say what these readers read instead.').waitFor();
    await page.getByLabel('And for readers of whom it is not known?').fill('neighbor');
    await page.keyboard.press('Enter');
    await expect.poll(() => text.inputValue()).toBe('Hello {{ person.first_name | default: "neighbor" }}');
    const letter = page.frameLocator('.letter-frame iframe:not(.letter-coming)');
    await letter.getByText('Hello Ana').waitFor();
    await page.getByRole('combobox', { name: 'As a sample reader; or type a name' }).fill('Rosa');
    await page.getByRole('option', { name: /Rosa Peña/ }).click();
    await letter.getByText('Hello Rosa').waitFor();
    await page.getByRole('button', { name: 'Plain text' }).click();
    await page.locator('.letter-preview .preview-text').getByText('Hello Rosa').waitFor();
    await page.getByRole('button', { name: 'Letter', exact: true }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    const ground = () => letter.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await expect.poll(ground).not.toBe('rgb(255, 255, 255)');
    // Nothing in it runs.
    expect(await page.locator('.letter-frame iframe').first().getAttribute('sandbox')).not.toContain('scripts');
    await page.context().close();
  },
);

it.skipIf(!chromium)('a picture is chosen from the machine, kept by the office, and shown in the letter', async () => {
  const id = await make('Picture', [{ language: 'en', subject: 'Hello', blocks: [{ id: 'i', kind: 'image', url: '', alt: 'A bridge' }] }]);
  const page = await asCoordinator(`/campaigns/${id}`);
  const block = page.locator('[data-block=i]');
  await block.getByRole('button', { name: 'Choose a picture' }).waitFor();
  const file = { name: 'bridge.txt', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await block.locator('input[type=file]').setInputFiles(file);
  await block.getByText('This is no whole PNG, JPEG, GIF or WebP picture.', { exact: false }).waitFor();
  await block.locator('input[type=file]').setInputFiles({ ...file, name: 'bridge.png', buffer: await page.screenshot() });
  await block.getByRole('button', { name: 'Choose another' }).waitFor();
  await expect.poll(() => block.getByLabel('Or its address').inputValue()).toMatch(/\/i\/[0-9a-f-]{36}\.png$/);
  await saved(page).waitFor();
  const shown = page.frameLocator('.letter-frame iframe:not(.letter-coming)').getByAltText('A bridge');
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.context().close();
});

it.skipIf(!chromium)(
  'an administrator begins a layout from another, sees a letter in it, and makes it the usual one; whoever writes it wrong is told the line',
  async () => {
    const page = await signIn(browser, served.url, served.accounts.admin, '/campaigns/layouts');
    await page.getByRole('link', { name: 'Begin another layout from Bulletin' }).click();
    await page.getByLabel('Name').fill('Winter');
    const field = page.getByLabel('Layout in MJML');
    await expect.poll(() => field.inputValue()).toContain('#1D5287');
    const mjml = await field.inputValue();
    await field.fill(mjml.replace('#1D5287', '#2A6A3B').replace('</mj-body>', ''));
    await page
      .locator('.mjml-problems')
      .getByText(/Line \d+:/)
      .first()
      .waitFor();
    await field.fill(mjml.replace('#1D5287', '#2A6A3B'));
    await page.locator('.mjml-problems').waitFor({ state: 'detached' });
    await page.locator('.letter-frame iframe').first().waitFor();
    await page.getByRole('button', { name: 'Make layout' }).click();
    await heading(page, 'Winter').waitFor();
    await page.getByRole('button', { name: 'All layouts' }).click();
    await page.getByRole('button', { name: 'Make Winter the usual one' }).click();
    await page.getByText('Winter is the usual layout now.').waitFor();
    const { data } = await served.office.service.from('email_layouts').select('name').eq('is_default', true);
    expect(data).toEqual([{ name: 'Winter' }]);
    await page.context().close();
  },
);
