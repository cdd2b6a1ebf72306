import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeFormKey } from '../../../src/server/http/form-key.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { visitor } from '../../support/public-form.ts';
import { createDice, findLeak, texts } from '../attacks/hostile.ts';
import { sendAt } from '../letters/fixture.ts';
import { choicesOf, letterOf, makeLetter, makeList, pathOf, statusOf } from './fixture.ts';

let mailbox: Mailbox;
let office: TestOffice;
let person: ReturnType<typeof visitor>;
let bulletin = '';
let alerts = '';
beforeAll(async () => {
  mailbox = await openMailbox();
  office = await openOffice({ TRUST_PROXY: '1' });
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
  person = visitor(office, makeApp(office));
  bulletin = await makeList(office, { name: 'Bulletin', translations: { es: { name: 'Boletín' } } });
  alerts = await makeList(office, { name: 'City notices', needs_consent: false });
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

let count = 0;
let address = '';
beforeEach(() => {
  address = `chooser-${++count}@example.org`;
});
const form = () => makeFormKey(office, Date.now() - 10_000);
const later = () => new Date(Date.now() + 60_000).toISOString();
const linkIn = (source: string, path: string) =>
  new RegExp(`${path}/[\\w-]{22}\\.[\\w-]{22}`).exec(source.replace(/=\r\n/g, '').replaceAll('=3D', '='))?.[0] ?? '';

describe('the page of choices', () => {
  const open = async () =>
    pathOf(office, '/preferences', 'preferences', (await office.service.rpc('ensure_subscriber', { p_address: address })).data as string);

  test('adds and takes away, keeps language, how often and a pause, and shows them when it is opened again', async () => {
    const path = await open();
    const first = await (await person.get(path)).text();
    expect(first).toContain(`value="${alerts}" checked`);
    expect(first).not.toContain(`value="${bulletin}" checked`);
    expect(first).not.toContain(address);
    const year = Number(String((await office.service.rpc('office_today')).data).slice(0, 4)) + 1;
    const answer = await person.post(path, `had=${alerts}&list=${bulletin}&language=es&frequency=monthly&paused_until=${year}-06-01`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect([await statusOf(office, bulletin, address), await statusOf(office, alerts, address)]).toEqual(['subscribed', 'unsubscribed']);
    const again = await (await person.get(answer.headers.get('location') ?? '')).text();
    expect(again).toContain('Done: your choices are kept.');
    expect(again).toContain(`value="${bulletin}" checked`);
    expect(again).toContain(`value="${year}-06-01"`);
    expect(again).toMatch(/value="es" lang="es" selected/);
    const ledger = await office.exec<{ act: string }>('select act from consents where address = $1 and source = $2', [
      address,
      'preferences',
    ]);
    expect(ledger.map(({ act }) => act).sort()).toEqual(['frequency', 'language', 'paused', 'subscribed', 'unsubscribed']);
    expect(await (await person.get(path)).text()).toContain('Boletín');
  });

  test('what was chosen elsewhere while the page stood open stays as it is', async () => {
    const path = await open();
    await office.service.rpc('unsubscribe_address', { p_list: alerts, p_address: address, p_source: 'one_click' });
    await person.post(path, `had=${alerts}&list=${alerts}&list=${bulletin}&language=&frequency=every&paused_until=`);
    expect([await statusOf(office, bulletin, address), await statusOf(office, alerts, address)]).toEqual(['subscribed', 'unsubscribed']);
  });

  test('leaves everything at once', async () => {
    const path = await open();
    const answer = await person.post(path, { act: 'leave_all' });
    expect(await (await person.get(answer.headers.get('location') ?? '')).text()).toContain('you have left all lists');
    expect(await statusOf(office, alerts, address)).toBe('unsubscribed');
  });

  test('says at its field what is wrong, and keeps what was ticked', async () => {
    const path = await open();
    const answer = await person.post(path, `list=${bulletin}&language=&frequency=every&paused_until=2020-01-01`);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('Choose a day after today');
    expect(text).toContain(`value="${bulletin}" checked`);
    expect(text).toContain('<title>Problem: ');
    expect(await statusOf(office, bulletin, address)).toBe('');
  });

  test('a list that is not public cannot be added by whoever knows its number', async () => {
    const closed = await makeList(office, { is_public: false });
    const path = await open();
    expect(await (await person.get(path)).text()).not.toContain(closed);
    expect((await person.post(path, `list=${closed}`)).status).toBe(422);
    expect(await statusOf(office, closed, address)).toBe('');
  });

  test('looking at it changes nothing, and other links do not open it', async () => {
    const path = await open();
    const token = path.split('/').at(-1) ?? '';
    const letter = await makeLetter(office, bulletin, address);
    const before = await choicesOf(office);
    for (const query of ['', '?did=saved', '?act=leave_all', `?list=${bulletin}`])
      expect((await person.get(path + query)).status).toBe(200);
    const wrong = [
      `/preferences/${await signLink(office, 'unsubscribe', letter)}`,
      `/preferences/${await signLink(office, 'preferences', crypto.randomUUID())}`,
      `/subscribe/${token}`,
      `/u/${token}`,
      `/preferences/${token.slice(0, -1)}`,
    ];
    for (const one of wrong) {
      expect((await person.get(one)).status).toBe(404);
      expect((await person.post(one, { act: 'leave_all', 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
    }
    expect(await choicesOf(office)).toBe(before);
  });
});

describe('asking for letters', () => {
  const ask = async (fields: Record<string, string> = {}, query = '') =>
    person.post(`/subscribe${query}`, { form: await form(), email: address, name: 'Rosa Peña', list: bulletin, ...fields });

  test('one letter, confirmed by the button of the page that its link opens; then letters come, and a resident is there', async () => {
    const answer = await ask({}, '?lang=es');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/subscribe?lang=es&did=asked');
    await sendAt(office, later());
    const letter = await mailbox.letterTo(address);
    expect(letter.source).toMatch(/^Subject: .*Confirme/m);
    expect(letter.source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(letter.source).not.toMatch(/^List-Unsubscribe/m);
    const path = linkIn(letter.source, '/subscribe');
    for (let n = 0; n < 3; n++) expect(await (await person.get(path)).text()).toContain('Sí, quiero recibirlos');
    expect(await statusOf(office, bulletin, address)).toBe('pending');
    const done = await person.post(path, {});
    expect(done.status).toBe(303);
    expect(await (await person.get(done.headers.get('location') ?? '')).text()).toContain('Listo: estos correos llegan a c…@example.org');
    expect(await statusOf(office, bulletin, address)).toBe('subscribed');
    const residents = await office.exec(
      'select r.name, r.preferred_language from residents r join resident_emails e on e.resident_id = r.id where e.address = $1',
      [address],
    );
    expect(residents).toEqual([{ name: 'Rosa Peña', preferred_language: 'es' }]);
    await person.post(path, {});
    expect(mailbox.letters.filter(({ to }) => to.includes(address)).length).toBe(1);
  });

  test('who is known and who is not get the same answer, byte for byte, and one letter each', async () => {
    const known = `known-${count}@example.org`;
    const { data } = await office.service.rpc('ensure_subscriber', { p_address: known });
    await office.service.rpc('save_preferences_of', { p_key: data as string, p_choice: { add: [bulletin] } });
    for (const path of ['/subscribe', '/preferences']) {
      const answers = [];
      for (const email of [known, `un${path.slice(1)}-${known}`]) {
        const answer = await person.post(path, { form: await form(), email, list: bulletin });
        answers.push([answer.status, answer.headers.get('location'), await answer.text()]);
      }
      expect(answers[0]).toEqual(answers[1]);
    }
    await sendAt(office, later());
    const to = mailbox.letters.map((one) => one.to[0]).filter((one) => one?.endsWith(known));
    expect(to.sort()).toEqual([known, known, `unpreferences-${known}`, `unsubscribe-${known}`]);
    const link = await mailbox.letterTo(`unpreferences-${known}`);
    expect((await person.get(linkIn(link.source, '/preferences'))).status).toBe(200);
  });

  test('a form that is sent twice is one letter', async () => {
    const key = await form();
    for (let n = 0; n < 2; n++) expect((await ask({ form: key })).status).toBe(303);
    await sendAt(office, later());
    expect(mailbox.letters.filter(({ to }) => to.includes(address)).length).toBe(1);
  });

  test('an address is asked so often and no more, known or not, and what was typed is still there', async () => {
    const answers = [];
    for (let n = 0; n < 5; n++) answers.push(await ask());
    const last = answers.at(-1) as Response;
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last.text()).toContain(`value="${address}"`);
  });

  test.each([
    ['an address that is none', { email: 'rosa' }, 'not a whole e-mail address'],
    ['no list', { list: '' }, 'Tick at least one'],
    ['the field for programs', { website: 'x' }, 'One field was to stay empty'],
    ['a key that is not ours', { form: 'x' }, 'open for a long time'],
  ])('%s is told on the page', async (_name, fields, words) => {
    const answer = await ask(fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
    expect(await statusOf(office, bulletin, address)).toBe('');
  });

  test('an address that is not written to gets nothing, and nobody is told so', async () => {
    await office.exec(`insert into suppressions (address, reason) values ($1, 'complaint')`, [address]);
    expect((await ask()).headers.get('location')).toBe('/subscribe?lang=en&did=asked');
    await sendAt(office, later());
    expect(mailbox.letters.filter(({ to }) => to.includes(address))).toEqual([]);
  });

  test('a link that is too old confirms nothing and says where to ask again', async () => {
    await ask();
    const [row] = await office.exec<{ id: string }>(`select id from deliveries where to_address = $1`, [address]);
    await office.exec('alter table deliveries disable trigger _100_stamp');
    await office.exec(`update deliveries set created_at = now() - interval '8 days' where id = $1`, [row?.id]);
    await office.exec('alter table deliveries enable trigger _100_stamp');
    const path = await pathOf(office, '/subscribe', 'subscription', row?.id ?? '');
    await person.post(path, {});
    expect(await (await person.get(path)).text()).toContain('This link is too old');
    expect(await statusOf(office, bulletin, address)).toBe('pending');
  });
});

test('letters that wait are not sent to whoever has left, and no letter is lost to the others', async () => {
  const waiting = await makeLetter(office, bulletin, address, 'waiting');
  const other = await makeLetter(office, alerts, `other-${address}`, 'waiting');
  await person.post(await pathOf(office, '/u', 'unsubscribe', await makeLetter(office, bulletin, address)), 'List-Unsubscribe=One-Click');
  expect(await letterOf(office, waiting)).toEqual({ status: 'cancelled', reason: 'unsubscribed' });
  expect(await letterOf(office, other)).toEqual({ status: 'waiting', reason: null });
  // Nor one that came to wait only after they had left.
  const late = await makeLetter(office, bulletin, address, 'waiting');
  const claimed: string[] = [];
  for (;;) {
    const { data, error } = await office.service.rpc('claim_campaign_deliveries', { p_worker: 'test' });
    expect(error).toBeNull();
    if (!data?.length) break;
    claimed.push(...data.map(({ to_address }: { to_address: string }) => to_address));
  }
  expect(claimed).toContain(`other-${address}`);
  expect(claimed).not.toContain(address);
  expect(await letterOf(office, late)).toEqual({ status: 'cancelled', reason: 'unsubscribed' });
});

test('whatever is sent to these pages, nothing breaks, nothing is run, and nothing is told', async () => {
  const key = (await office.service.rpc('ensure_subscriber', { p_address: address })).data as string;
  const tokens = [
    await pathOf(office, '/preferences', 'preferences', key),
    await pathOf(office, '/u', 'unsubscribe', await makeLetter(office, alerts, address)),
    '/subscribe',
    '/preferences',
  ];
  const dice = createDice(8058);
  const wrong: string[] = [];
  for (let n = 0; n < 400; n++) {
    const text = dice.pick(texts);
    const encoded = encodeURIComponent(text.toWellFormed());
    const base = dice.pick([...tokens, `/u/${encoded}`, `/preferences/${encoded}`, `/subscribe/${encoded}`]);
    const query = dice.below(2) ? '' : `?${dice.pick(['lang', 'did', 'embed', 'x'])}=${encoded}`;
    if (!/^\/(u|preferences|subscribe)(\/|$)/.test(new URL(base, 'http://office.test').pathname)) continue;
    const fields = {
      [dice.pick(['email', 'name', 'list', 'had', 'language', 'frequency', 'paused_until', 'act', 'List-Unsubscribe', 'website', 'form'])]:
        text,
    };
    const answer = dice.below(3)
      ? await person.post(base + query, { form: await form(), email: `x${n}@example.org`, list: bulletin, ...fields })
      : await person.get(base + query);
    const body = await answer.text();
    const sent = Object.values(fields).join();
    if (answer.status >= 500) wrong.push(`${answer.status}: ${base} ${JSON.stringify(fields).slice(0, 100)}`);
    if (/[<>]/.test(sent) && body.includes(sent)) wrong.push(`unescaped: ${base}`);
    if (/[\r\n]/.test(answer.headers.get('location') ?? '') || answer.headers.get('set-cookie')) wrong.push(`header: ${base}`);
    const leak = findLeak(body);
    // The way to the other language keeps the query, as it was sent.
    if (leak && !`${sent} ${text} ${new URLSearchParams({ text: text.toWellFormed() })}`.toLowerCase().includes(leak.toLowerCase()))
      wrong.push(`shows "${leak}": ${base}`);
  }
  expect(wrong).toEqual([]);
});
