import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Origin, takeMail } from '../../../src/server/inbox/take-mail.ts';
import { signAddress } from '../../../src/server/links/signed-address.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded } from './mails.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({
    REPLY_ADDRESS: 'office@engage.example',
    BOUNCE_ADDRESS: 'bounces@engage.example',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Citizen Engagement <engage@city.example>',
  });
});
afterAll(() => office.close());

let uid = 0;
const lying = (): Origin => ({ source: 'mailbox', mailbox: 'm@mail.example/INBOX', uidValidity: 1, uid: ++uid, receivedAt: new Date() });
const take = (raw: Uint8Array) => takeMail(office, raw, lying());
const written = (head: Record<string, string>, text = 'Is the library open on Friday?') =>
  Buffer.from(
    `${Object.entries({ 'Message-ID': `<${crypto.randomUUID()}@town.example>`, To: 'engage@city.example', Subject: 'Library', ...head })
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${text}`,
  );

type Row = { id: string; number: string; subject: string; body: string; status: string; language: string; resident: string | null };
const rowOf = async (id: string | null): Promise<Row | undefined> =>
  (
    await office.exec<Row>(
      'select i.*, r.name as resident from inquiries i left join residents r on r.id = i.resident_id where i.id = $1',
      [id],
    )
  )[0];
const mailsOf = (id: string | null) =>
  office.exec<{ from_address: string; from_name: string | null; subject: string; body: string; entry: string; original: string | null }>(
    `select m.*, n.body as entry, a.name as original from mails m join interactions n on n.id = m.interaction_id left join attachments a on a.id = m.attachment_id
     where m.inquiry_id = $1 order by m.created_at, m.id`,
    [id],
  );
async function resident(name: string, address: string, language = 'es'): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `with r as (insert into residents (name, preferred_language) values ($1, $2) returning id) insert into resident_emails (resident_id, address) select id, $3 from r returning resident_id as id`,
    [name, language, address],
  );
  return row?.id ?? '';
}
async function ask(about: { resident?: string | null; status?: string } = {}): Promise<{ id: string; number: string }> {
  const [row] = await office.exec<{ id: string; number: string }>(
    `insert into inquiries (subject, channel, topic_id, resident_id, status, assigned_to) select 'Street lamp', 'phone', (select id from topics order by code limit 1), $1, $2, s.id
     from staff s where s.email = 'staff@office.example' returning id, number`,
    [about.resident ?? null, about.status ?? 'in_progress'],
  );
  return row as { id: string; number: string };
}
/** An answer of the office that went out, by its Message-ID. */
async function answered(inquiry: string): Promise<string> {
  const [row] = await office.exec<{ message_id: string }>(
    `insert into deliveries (id, kind, key, inquiry_id, to_address, language, status, settled_at, message_id)
     select g.id, 'inquiry.reply', g.id::text, $1, 'rosa@town.example', 'en', 'sent', now(), format('<%s@office.example>', g.id) from (select gen_random_uuid() as id) g returning message_id`,
    [inquiry],
  );
  return row?.message_id ?? '';
}

describe('a mail finds its inquiry', () => {
  test('by what it answers: its new words are the entry, internal; the whole and the mail as it came are kept, and whoever has it is told', async () => {
    const inquiry = await ask({ status: 'waiting_resident' });
    const message_id = await answered(inquiry.id);
    const taken = await take(
      recorded('long-thread', {
        from: 'rosa@town.example',
        to: 'engage@city.example',
        number: inquiry.number,
        message_id,
        reply_id: 'long',
      }),
    );
    expect(taken).toMatchObject({ is_new: true, kind: 'message', inquiry_id: inquiry.id });
    const [mail] = await mailsOf(inquiry.id);
    expect(mail).toMatchObject({
      entry: 'It is still dark at the corner.',
      from_name: 'Rosa Peña',
      original: expect.stringMatching(/\.eml$/),
    });
    expect(mail?.body).toContain('>>> Thank you for your question.');
    expect(await rowOf(inquiry.id)).toMatchObject({ status: 'in_progress' });
    expect(await office.exec(`select from interactions where inquiry_id = $1 and is_public`, [inquiry.id])).toHaveLength(0);
    expect(await office.exec(`select from notifications where record_id = $1 and facts ->> 'entry' = 'email'`, [inquiry.id])).toHaveLength(
      1,
    );
    // What they write next answers their own mail.
    const next = await take(written({ From: 'rosa@town.example', 'In-Reply-To': '<long@town.example>' }, 'And the other one too.'));
    expect(next.inquiry_id).toBe(inquiry.id);
  });

  test('by its own signed address, whoever writes; by one that we did not sign it does not', async () => {
    const inquiry = await ask();
    const address = await signAddress(office, 'reply', 'office@engage.example', inquiry.id);
    expect((await take(written({ From: 'any@town.example', To: address.toUpperCase() }))).inquiry_id).toBe(inquiry.id);
    const forged = address.replace(/\+(.)/, (_all, one: string) => `+${one === 'a' ? 'b' : 'a'}`);
    expect((await take(written({ From: 'any@town.example', To: forged }))).inquiry_id).not.toBe(inquiry.id);
  });

  test('by the number in its subject only when the inquiry knows who writes', async () => {
    const inquiry = await ask({ resident: await resident('Ana Ruiz', 'ana@town.example') });
    const subject = `Street lamp [${inquiry.number}]`;
    expect((await take(written({ From: 'Ana <ANA@town.example>', Subject: subject }))).inquiry_id).toBe(inquiry.id);
    expect((await take(written({ From: 'stranger@town.example', Subject: subject }))).inquiry_id).not.toBe(inquiry.id);
  });

  test('about what is closed it is a new question beside the old one; of a repetition it goes to the one that is worked on', async () => {
    const closed = await ask();
    const message_id = await answered(closed.id);
    await office.exec(`update inquiries set status = 'closed', resolution_code = 'answered' where id = $1`, [closed.id]);
    const taken = await take(written({ From: 'rosa@town.example', 'In-Reply-To': message_id }));
    expect(taken.inquiry_id).not.toBe(closed.id);
    expect(
      await office.exec('select from inquiry_links where $1 in (inquiry_id, other_id) and $2 in (inquiry_id, other_id)', [
        closed.id,
        taken.inquiry_id,
      ]),
    ).toHaveLength(1);
    const [kept, gone] = [await ask(), await ask()];
    await office.exec(`update inquiries set status = 'duplicate', duplicate_of_id = $2 where id = $1`, [gone.id, kept.id]);
    expect((await take(written({ From: 'rosa@town.example', 'In-Reply-To': await answered(gone.id) }))).inquiry_id).toBe(kept.id);
  });
});

describe('a mail about nothing that we know opens an inquiry', () => {
  test('of the resident whose address it is, in their language', async () => {
    await resident('Luz Mora', 'luz@town.example');
    const { inquiry_id } = await take(written({ From: 'Luz <Luz@town.example>' }));
    expect(await rowOf(inquiry_id)).toMatchObject({
      resident: 'Luz Mora',
      language: 'es',
      status: 'new',
      subject: 'Library',
      body: 'Is the library open on Friday?',
    });
  });
  test('of nobody where the address is not known or several share it; a person says who it is, and the address is theirs from then on', async () => {
    const [one] = [await resident('Kim Doe', 'home@town.example'), await resident('Lee Doe', 'home@town.example')];
    const { inquiry_id } = await take(written({ From: '"Doe" <home@town.example>' }));
    expect(await rowOf(inquiry_id)).toMatchObject({ resident: null });
    const asked = await office.as('staff').rpc('mail_sender' as never, { p_id: inquiry_id } as never);
    expect(asked.data).toMatchObject({ name: 'Doe', residents: [{ name: 'Kim Doe' }, { name: 'Lee Doe' }] });
    const name = (p_id: string | null, p_resident: string | null, p_name: string | null = null) =>
      office.as('staff').rpc('name_mail_sender' as never, { p_id, p_version: 1, p_resident, p_name } as never);
    expect((await name(inquiry_id, one)).error).toBeNull();
    expect(await rowOf(inquiry_id)).toMatchObject({ resident: 'Kim Doe' });
    const stranger = await take(written({ From: 'Stranger <new@town.example>' }));
    expect((await name(stranger.inquiry_id, null, ' ')).error).toMatchObject({ hint: 'sender_name' });
    expect((await name(stranger.inquiry_id, null, 'Nia Cole')).error).toBeNull();
    expect(await rowOf((await take(written({ From: 'new@town.example' }))).inquiry_id)).toMatchObject({ resident: 'Nia Cole' });
  });
});

test.each([
  ['an automatic answer', { From: 'a@town.example', 'Auto-Submitted': 'auto-replied' }, 'auto_reply'],
  ['a list', { From: 'a@town.example', 'List-Id': '<news.example>' }, 'auto_reply'],
  ['a mail without a sender to answer to', { From: 'a@town.example', 'Return-Path': '<>' }, 'auto_reply'],
  ['nobody', { From: 'no-reply@town.example' }, 'auto_reply'],
  ['a copy of our own', { From: 'engage@city.example' }, 'other'],
  ['what a filter calls spam', { From: 'a@town.example', 'X-Spam-Flag': 'YES' }, 'other'],
  ['what goes to the address for reports alone', { From: 'a@town.example', To: 'bounces@engage.example' }, 'other'],
])('%s opens nothing', async (_what, head, kind) => {
  expect(await take(written(head as Record<string, string>))).toMatchObject({ kind, inquiry_id: null });
});

test('nothing that came in put a letter into the queue: two programs that answer each other never meet here', async () => {
  expect(await office.exec(`select from deliveries where kind not in ('inquiry.reply')`)).toHaveLength(0);
});

test('an address that writes without end opens thirty inquiries within the hour, and then no more', async () => {
  await office.exec(
    `insert into incoming_mails (source_key, kind, from_address) select 'loop ' || n, 'message', 'loop@town.example' from generate_series(1, 29) n`,
  );
  expect((await take(written({ From: 'loop@town.example' }))).kind).toBe('message');
  expect(await take(written({ From: 'Loop@town.example' }))).toMatchObject({ kind: 'other', inquiry_id: null });
});

describe('mails as programs write them', () => {
  const read = async (raw: Uint8Array) => {
    const { inquiry_id } = await take(raw);
    const [mail] = await mailsOf(inquiry_id);
    const files = await office.exec<{ name: string }>(
      `select name from attachments where inquiry_id = $1 and media_type <> 'message/rfc822' order by name`,
      [inquiry_id],
    );
    return { inquiry: await rowOf(inquiry_id), mail, files: files.map(({ name }) => name) };
  };
  test('forwarded: what was forwarded is kept', async () => {
    const { inquiry, mail } = await read(recorded('forwarded', { reply_id: 'fwd' }));
    expect(inquiry?.subject).toBe('Fwd: Trash on Prospect');
    expect(mail?.entry).toBe('Could you look at this?');
    expect(mail?.body).toContain('have not been emptied');
  });
  test('HTML alone: its words, and none of its program', async () => {
    const { inquiry } = await read(recorded('html-only', { reply_id: 'html' }));
    expect(inquiry).toMatchObject({ subject: 'Câo bạn', language: 'vi' });
    expect(inquiry?.body).toContain('Tôi cần thông dịch viên.');
    expect(inquiry?.body).not.toMatch(/alert|tracker|color/);
  });
  test('UTF-7', async () => {
    const { inquiry } = await read(recorded('utf-7', { reply_id: 'utf-7' }));
    expect(inquiry?.body).toBe('La lámpara de la calle 5 + 7 no enciende. ¿Cuándo la reparan?');
  });
  test('ISO-2022-JP', async () => {
    const { inquiry } = await read(recorded('iso-2022-jp', { reply_id: 'jp' }));
    expect(inquiry).toMatchObject({ subject: '国安', body: '街灯が消えています。' });
  });
  test('malformed: what can be read', async () => {
    const { mail, inquiry } = await read(recorded('malformed', { reply_id: 'odd' }));
    expect(mail).toMatchObject({ from_address: 'odd@town.example' });
    expect(inquiry).toBeDefined();
  });
  test('winmail.dat: the files that Outlook packed into it', async () => {
    const body = tnef([
      [0x800c, Buffer.from('The plan is in the file.\0')],
      [0x9002, Buffer.alloc(14)],
      [0x8010, Buffer.from('PLAN~1.TXT\0')],
      [0x800f, Buffer.from('Lamps at 4th and 5th')],
      [0x9005, longName('Plan of the lamps.txt')],
    ]);
    const { inquiry, files } = await read(
      written(
        { From: 'out@town.example', 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
        `--b\r\nContent-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=winmail.dat\r\n\r\n${body.toString('base64')}\r\n--b--`,
      ),
    );
    expect(files).toEqual(['Plan of the lamps.txt']);
    expect(inquiry?.body).toBe('The plan is in the file.');
  });
  test('25 MB of files: they are kept, and what is larger than a file may be as a whole is not', async () => {
    const part = Buffer.from('A line of a long report of sixty letters and a few more, ok.\n'.repeat(400_000)).toString('base64');
    const lines = part.match(/.{1,76}/g)?.join('\r\n') ?? '';
    const { mail, files } = await read(
      written(
        { From: 'large@town.example', 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
        `--b\r\nContent-Type: text/plain\r\n\r\nThe report\r\n--b\r\nContent-Type: text/plain; name=report.txt\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=report.txt\r\n\r\n${lines}\r\n--b--`,
      ),
    );
    expect(files).toEqual(['report.txt']);
    expect(mail).toMatchObject({ entry: 'The report', original: null });
  });
});

/** What Outlook writes: attributes of a level, an id, a length, the data and a sum. */
function tnef(attributes: [number, Buffer][]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x223e9f78, 0);
  return Buffer.concat([
    head,
    ...attributes.flatMap(([id, data]) => {
      const start = Buffer.alloc(9);
      start.writeUInt8(id >= 0x9002 || id === 0x8010 || id === 0x800f ? 2 : 1, 0);
      start.writeUInt16LE(id, 1);
      start.writeUInt32LE(data.length, 5);
      return [start, data, Buffer.alloc(2)];
    }),
  ]);
}
function longName(name: string): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf16le');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(1, 0);
  head.writeUInt16LE(0x1f, 4);
  head.writeUInt16LE(0x3707, 6);
  head.writeUInt32LE(1, 8);
  head.writeUInt32LE(text.length, 12);
  return Buffer.concat([head, text]);
}
