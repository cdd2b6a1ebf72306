import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeEvent, visitor } from '../../support/public-form.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let person: ReturnType<typeof visitor>;
beforeAll(async () => {
  office = await openOffice({ TRUST_PROXY: '1' });
  app = makeApp(office);
  person = visitor(office, app);
});
afterAll(() => office.close());

const registrations = (event: string) =>
  office.exec<{
    id: string;
    name: string;
    status: string;
    seats: number;
    minors: number;
    email: string;
    phone: string;
    language: string;
    source: string;
  }>(`select * from registrations where event_id = $1 order by position`, [event]);

describe('registering', () => {
  test('a form that is sent makes a registration and leads to its page, where it can be changed and cancelled', async () => {
    const { id, slug } = await makeEvent(office, { capacity: 5 });
    const answer = await person.register(slug, {
      name: '  Rosa   Peña ',
      email: 'Rosa@Example.ORG',
      phone: '816 555-0142',
      language: 'es',
      interpreter: 'yes',
      need: 'A seat near the front',
      seats: '3',
      minors: '2',
    });
    expect(answer.status).toBe(303);
    expect((await registrations(id))[0]).toMatchObject({
      name: 'Rosa Peña',
      email: 'rosa@example.org',
      phone: '+18165550142',
      language: 'es',
      needs_interpreter: true,
      accessibility_need: 'A seat near the front',
      seats: 3,
      minors: 2,
      status: 'confirmed',
      source: 'public',
      created_by: null,
    });
    const { to, token, text } = await person.follow(answer);
    expect(text).toContain('Done: you are registered.');
    expect(text).toContain('3 places are kept for you.');
    expect(text).toContain('r…@example.org');
    expect(text).not.toContain('rosa@example.org');
    expect(text).toContain('Budget in plain words');

    const fewer = await person.post(`/r/${token}?lang=en`, { act: 'change', seats: '2', minors: '1' });
    expect(fewer.status).toBe(303);
    expect((await person.follow(fewer)).text).toContain('Done: your registration is changed.');
    const gone = await person.follow(await person.post(`/r/${token}?lang=en`, { act: 'cancel' }));
    expect(gone.text).toContain('Done: your registration is cancelled.');
    expect((await registrations(id))[0]).toMatchObject({ status: 'cancelled', cancelled_how: 'registrant', seats: 2, minors: 1 });
    // What an old address says is not told when it is not true any more.
    expect(await (await person.get(to)).text()).not.toContain('Done: you are registered.');
    const back = await person.follow(await person.post(`/r/${token}?lang=en`, { act: 'rejoin' }));
    expect(back.text).toContain('You have a place');
  });

  test('the same form sent twice is one registration, and that is told; a neighbor on the same page is another', async () => {
    const { id, slug } = await makeEvent(office, { capacity: 5 });
    const form = await person.formKey();
    const fields = { form, email: 'twice@example.org' };
    const [first, second] = await Promise.all([person.register(slug, fields), person.register(slug, fields)]);
    const pages = [await person.follow(first), await person.follow(second)];
    expect(pages[0]?.token).toBe(pages[1]?.token);
    expect(pages.filter(({ text }) => text.includes('Nothing was registered twice.'))).toHaveLength(1);
    expect(await registrations(id)).toHaveLength(1);
    await person.register(slug, { form, name: 'Joe Neighbor', email: 'joe@example.org' });
    expect(await registrations(id)).toHaveLength(2);
  });

  test('wrong input gets the form back, each sentence at its field, and nothing that was typed is lost', async () => {
    const { id, slug } = await makeEvent(office);
    const answer = await person.register(slug, {
      name: '',
      email: 'rosa@',
      phone: '12',
      language: 'xx',
      need: '<b>"ramp"</b>',
      seats: '0',
      minors: '-1',
      interpreter: 'yes',
    });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    for (const [field, sentence] of [
      ['name', 'Write your name'],
      ['email', 'This is not a whole e-mail address'],
      ['phone', 'This number cannot be called'],
      ['language', 'Choose one of the languages'],
      ['seats', 'Choose a number of places from 1 to 20'],
      ['minors', 'Write how many children come along'],
    ]) {
      expect(text).toMatch(new RegExp(`id="${field}-wrong">${sentence}`));
      expect(text).toMatch(new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-wrong[^>]*aria-invalid="true"`));
    }
    expect(text).toContain('value="rosa@"');
    expect(text).toContain('value="12"');
    expect(text).toContain('&lt;b&gt;&quot;ramp&quot;&lt;/b&gt;</textarea>');
    expect(text).toMatch(/value="yes" checked/);
    expect(text).toContain('<title>Problem: Budget in plain words');
    expect((await (await person.register(slug, { email: '', phone: '' })).text()).match(/contact-wrong/g)?.length).toBeGreaterThanOrEqual(
      3,
    );
    expect(await registrations(id)).toEqual([]);
  });

  test('who comes when every place is taken waits, in order, and is told the place in the line', async () => {
    const { id, slug } = await makeEvent(office, { capacity: 1 });
    await person.register(slug);
    expect(await (await person.get(`/e/${slug}?lang=en`)).text()).toContain('Join the waitlist');
    const second = await person.follow(await person.register(slug, { name: 'Second' }));
    const third = await person.follow(await person.register(slug, { name: 'Third' }));
    expect(second.text).toContain('You are at place 1 of the waitlist.');
    expect(third.text).toContain('You are at place 2 of the waitlist.');
    await person.post(`/r/${second.token}`, { act: 'cancel' });
    expect(await (await person.get(`/r/${third.token}?lang=en`)).text()).toContain('You are at place 1');
    expect((await registrations(id)).map(({ status }) => status)).toEqual(['confirmed', 'cancelled', 'waitlisted']);
  });

  test('full without a waitlist, closed, begun, over and cancelled say so, before and after the form is sent', async () => {
    const full = await makeEvent(office, { capacity: 1, has_waitlist: false });
    await person.register(full.slug);
    for (const [event, sentence] of [
      [full, 'Every place is taken.'],
      [await makeEvent(office, { closes: -1 }), 'Registration is closed.'],
      [await makeEvent(office, { starts: -1, hours: 3 }), 'The event has begun; registration is closed.'],
      [await makeEvent(office, { starts: -5, hours: 1 }), 'This event is over.'],
      [await makeEvent(office, { status: 'cancelled' }), 'This event is cancelled.'],
    ] as const) {
      const page = await person.get(`/e/${event.slug}?lang=en`);
      expect(page.status).toBe(200);
      const text = await page.text();
      expect(text).toContain(sentence);
      expect(text).not.toContain('<form class="form"');
      const before = await registrations(event.id);
      const answer = await person.register(event.slug);
      expect(answer.status).toBe(409);
      expect(await registrations(event.id)).toEqual(before);
    }
    const none = await makeEvent(office, { takes_registrations: false, online_url: 'https://meet.example/abc' });
    expect(await (await person.get(`/e/${none.slug}?lang=en`)).text()).toMatch(/No registration is needed[\s\S]*/);
    expect((await person.register(none.slug)).status).toBe(409);
  });

  test('the link to join online is for those who have a place', async () => {
    const { slug } = await makeEvent(office, { capacity: 1, online_url: 'https://meet.example/secret-room' });
    expect(await (await person.get(`/e/${slug}`)).text()).not.toContain('secret-room');
    const first = await person.follow(await person.register(slug));
    const second = await person.follow(await person.register(slug, { name: 'Second' }));
    expect(first.text).toContain('https://meet.example/secret-room');
    expect(second.text).not.toContain('secret-room');
  });
});

describe('an offered place', () => {
  async function offered(minutes = 60) {
    const event = await makeEvent(office, { capacity: 1, offer_minutes: minutes });
    const first = await person.follow(await person.register(event.slug, { name: 'First' }));
    const second = await person.follow(await person.register(event.slug, { name: 'Second' }));
    const third = await person.follow(await person.register(event.slug, { name: 'Third' }));
    await person.post(`/r/${first.token}`, { act: 'cancel' });
    return { event, second, third };
  }

  test('is held for who waited longest, can be taken, and taking it twice is taking it once', async () => {
    const { event, second } = await offered();
    expect(await (await person.get(`/r/${second.token}?lang=en`)).text()).toMatch(/One place is held for you until [A-Z][a-z]+day, /);
    for (let n = 0; n < 2; n++)
      expect((await person.follow(await person.post(`/r/${second.token}?lang=en`, { act: 'accept' }))).text).toContain(
        'Done: the place is yours.',
      );
    expect((await registrations(event.id)).map(({ status }) => status)).toEqual(['cancelled', 'confirmed', 'waitlisted']);
  });

  test('declined goes to the next', async () => {
    const { event, second } = await offered();
    expect((await person.follow(await person.post(`/r/${second.token}?lang=en`, { act: 'decline' }))).text).toContain(
      'goes to the next person',
    );
    expect((await registrations(event.id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'offered']);
  });

  test('that ran out is told as such before the worker comes by; too late is told, and coming back is to the end of the line', async () => {
    const { event, second } = await offered();
    await office.exec(`update registrations set offered_until = now() - interval '1 minute' where event_id = $1 and status = 'offered'`, [
      event.id,
    ]);
    expect(await (await person.get(`/r/${second.token}?lang=en`)).text()).toContain('The offer has run out');
    const late = await person.post(`/r/${second.token}?lang=en`, { act: 'accept' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('That is not possible any more');
    expect((await registrations(event.id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'offered']);
    expect((await person.follow(await person.post(`/r/${second.token}?lang=en`, { act: 'rejoin' }))).text).toContain(
      'You are at place 1 of the waitlist.',
    );
  });

  test('more seats only where they are free', async () => {
    const { slug } = await makeEvent(office, { capacity: 3 });
    const one = await person.follow(await person.register(slug));
    await person.register(slug, { name: 'Second' });
    expect((await person.post(`/r/${one.token}?lang=en`, { act: 'change', seats: '2', minors: '0' })).status).toBe(303);
    const refused = await person.post(`/r/${one.token}?lang=en`, { act: 'change', seats: '3', minors: '0' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('So many places are not free any more.');
    expect((await person.post(`/r/${one.token}?lang=en`, { act: 'change', seats: '9', minors: '0' })).status).toBe(422);
  });
});

describe('what keeps strangers from harm', () => {
  test('500 people at once for 100 places: exactly 100 have one, 400 wait in order, nobody is lost', async () => {
    const { id, slug } = await makeEvent(office, { capacity: 100 });
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, n) => person.register(slug, { name: `Person ${n}`, email: `person${n}@example.org` })),
    );
    expect(answers.filter(({ status }) => status !== 303)).toEqual([]);
    const rows = await registrations(id);
    expect(rows).toHaveLength(500);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(500);
    expect(rows.map(({ status }) => status)).toEqual([...Array(100).fill('confirmed'), ...Array(400).fill('waitlisted')]);
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(500);
  });

  test('a field that no person sees, a form that comes too quickly, and one of yesterday are sent back with everything in it', async () => {
    const { id, slug } = await makeEvent(office);
    const { makeFormKey } = await import('../../../src/server/http/form-key.ts');
    for (const [fields, sentence] of [
      [{ website: 'https://spam.example' }, 'One field was to stay empty'],
      [{ form: await makeFormKey(office) }, 'quicker than people usually are'],
      [{ form: await makeFormKey(office, Date.now() - 25 * 60 * 60 * 1000) }, 'open for a long time'],
      [{ form: 'forged' }, 'open for a long time'],
    ] as const) {
      const answer = await person.register(slug, { name: 'Kept Name', ...fields });
      expect(answer.status).toBe(422);
      const text = await answer.text();
      expect(text).toContain(sentence);
      expect(text).toContain('value="Kept Name"');
    }
    expect(await registrations(id)).toEqual([]);
  });

  test('one address and one e-mail may only so often; the form comes back, with how long to wait', async () => {
    const { slug } = await makeEvent(office, { capacity: 100 });
    let last: Response | null = null;
    for (let n = 0; n < 8; n++) last = await person.register(slug, { name: `Name ${n}`, email: 'again@example.org' });
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    const text = (await last?.text()) ?? '';
    expect(text).toContain('Too many forms came from here');
    expect(text).toContain('value="Name 7"');
    const codes: number[] = [];
    for (let n = 0; n < 63; n++)
      codes.push((await person.register(slug, { email: `flood${n}@example.org` }, '', { 'x-forwarded-for': '192.0.2.7' })).status);
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0);
    expect(codes.slice(0, 50).every((code) => code === 303)).toBe(true);
  });

  test('whether somebody is registered cannot be found out: the same mail again is answered as the first time', async () => {
    const { slug } = await makeEvent(office, { capacity: 100 });
    const first = await person.follow(await person.register(slug, { email: 'known@example.org' }));
    const again = await person.follow(await person.register(slug, { email: 'known@example.org' }));
    expect(again.token).not.toBe(first.token);
    // Each registration has a link and a pass of its own; the rest says the same.
    const plain = ({ text, token }: { text: string; token: string }) =>
      text.replaceAll(token, '').replace(/<section class="pass">.*?<\/section>/s, '');
    expect(plain(again)).toBe(plain(first));
  });

  test('an event that is not published, or not there, is the same 404 page; so is every stray address', async () => {
    const hidden = await makeEvent(office, { is_published: false });
    const plain = async (address: string) => {
      const answer = await person.get(address);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('text/html');
      return (await answer.text()).replaceAll(hidden.slug, 'X').replaceAll('no-such-event', 'X');
    };
    expect(await plain(`/e/${hidden.slug}`)).toBe(await plain('/e/no-such-event'));
    expect((await person.register(hidden.slug)).status).toBe(404);
    for (const stray of ['/e/a/b/c', '/e/UPPER', '/r', '/r/', '/r/x/y', '/e/..%2f..%2fetc', `/e/${'a'.repeat(300)}`]) await plain(stray);
    expect((await person.get(`/e/${hidden.slug}/qr.svg`)).status).toBe(404);
  });

  test('a wrong, cut or foreign token opens nothing and does nothing, and opening a right one does nothing either', async () => {
    const { id, slug } = await makeEvent(office, { capacity: 1 });
    const { token } = await person.follow(await person.register(slug));
    const { signLink } = await import('../../../src/server/links/signed-link.ts');
    const [row] = await registrations(id);
    const foreign = await signLink(office, 'thanks', String(row?.id));
    const unknown = await signLink(office, 'registration', '10000000-0000-4000-8000-00000000dead');
    for (const wrong of [token.slice(0, -3), `${token}x`, foreign, unknown, token.replace('.', '~'), '%00', '.']) {
      expect((await person.get(`/r/${wrong}`)).status).toBe(404);
      expect((await person.post(`/r/${wrong}`, { act: 'cancel' })).status).toBe(404);
    }
    const changes = () => office.exec('select count(*) from changes');
    const before = await changes();
    for (const query of ['', '?act=cancel', '?did=cancelled', '?act=accept&lang=es']) {
      expect((await person.get(`/r/${token}${query}`)).status).toBe(200);
      expect((await app.request(`/r/${token}${query}`, { method: 'HEAD' })).status).toBe(200);
      expect((await app.request(`/r/${token}${query}`, { method: 'DELETE' })).status).toBe(404);
    }
    await person.get(`/e/${slug}?name=A&email=a@example.org&form=${await person.formKey()}`);
    expect(await changes()).toEqual(before);
    for (const act of ['', 'promote', '__proto__', 'constructor', 'toString'])
      expect((await person.post(`/r/${token}`, { act })).status).toBe(400);
    expect((await registrations(id))[0]?.status).toBe('confirmed');
  });

  test('only pages that are asked for as embedded may be framed, and no page runs or loads anything of others', async () => {
    const { slug } = await makeEvent(office);
    const { token } = await person.follow(await person.register(slug));
    for (const address of ['/e', `/e/${slug}`, `/r/${token}`, '/e/none']) {
      const plain = await person.get(address);
      expect(plain.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(plain.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(plain.headers.get('content-security-policy')).not.toContain('unsafe-inline');
      expect(plain.headers.get('content-security-policy')).not.toContain('script-src');
      expect(plain.headers.get('x-frame-options')).toBe('DENY');
      expect(plain.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(plain.headers.get('set-cookie')).toBeNull();
      const framed = await person.get(`${address}?embed=1`);
      expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *');
      expect(framed.headers.get('x-frame-options')).toBeNull();
      expect(framed.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    expect((await person.register(slug, {}, '?embed=1&lang=es')).headers.get('location')).toMatch(/embed=1/);
    const page = await person.get(`/r/${token}`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
  });

  test('a form that is too large, of another kind, or not whole is a page with a sentence', async () => {
    const { slug } = await makeEvent(office);
    expect((await person.post(`/e/${slug}`, `name=${'a'.repeat(20_000)}`)).status).toBe(413);
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', '']) {
      const answer = await person.post(`/e/${slug}`, '{"name":"A"}', { 'content-type': type });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('The form did not arrive whole.');
    }
    expect((await person.post(`/e/${slug}`, '%%%=%ff&=&&name')).status).toBe(422);
  });
});

describe('the list', () => {
  test('shows what is published and coming, narrowed by language and district, and turns its pages', async () => {
    await office.exec('update events set published_at = null');
    const [district] = await office.exec<{ id: string; code: string }>(`select id, code from districts where code = '3'`);
    const spanish = await makeEvent(office, {
      title: 'Clinic in Spanish',
      starts: 5,
      translations: { es: { title: 'Consulta en español' } },
    });
    await office.exec(
      `insert into event_languages (event_id, language, mode, booking) values ($1, 'es', 'spoken', 'wanted'), ($1, 'so', 'interpreted', 'wanted'), ($1, 'vi', 'interpreted', 'booked')`,
      [spanish.id],
    );
    await office.exec('update events set district_id = $2 where id = $1', [spanish.id, district?.id]);
    await makeEvent(office, { title: 'Hidden', is_published: false });
    await makeEvent(office, { title: 'Long over', starts: -30 });
    await makeEvent(office, { title: 'Called off', status: 'cancelled' });
    for (let n = 0; n < 20; n++) await makeEvent(office, { title: `Meeting ${n}`, starts: 100 + n });

    const first = await (await person.get('/e?lang=en')).text();
    expect(first).toContain('Clinic in Spanish');
    expect(first).toContain('Vietnamese');
    // An interpreter who is not booked is not promised.
    expect(first).not.toContain('Somali');
    expect(first).not.toMatch(/Hidden|Long over/);
    expect(first).toMatch(/Called off[\s\S]{0,400}Cancelled/);
    expect(first).toContain('Page 1 of 2');
    expect(await (await person.get('/e?lang=es')).text()).toContain('Consulta en español');
    expect(await (await person.get('/e?lang=en&page=2')).text()).toContain('Meeting 19');
    expect((await person.get('/e?page=9')).headers.get('location')).toContain('page=2');
    for (const narrow of ['speaks=es', 'speaks=vi', 'district=3']) {
      const text = await (await person.get(`/e?lang=en&${narrow}`)).text();
      expect(text).toContain('Clinic in Spanish');
      expect(text).not.toMatch(/Meeting \d/);
    }
    expect(await (await person.get('/e?lang=en&speaks=so')).text()).toContain('Nothing that is announced fits.');
  });

  test('a drawing of the code leads to the page of the event, and may stand on pages of others', async () => {
    const { slug } = await makeEvent(office);
    const answer = await person.get(`/e/${slug}/qr.svg`);
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await answer.text()).toMatch(/^<svg [\s\S]+<\/svg>\s*$/);
  });
});
