import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaign, makeCampaign, report, sentTo, suppressionOf } from './fixture.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await makeCampaign(office);
});
afterAll(() => office.close());

const letter = async (id: string) =>
  (await office.exec<{ bounced_at: Date | null; complained_at: Date | null }>('select * from deliveries where id = $1', [id]))[0];
const ledger = async (address: string) =>
  (await office.exec<{ act: string; source: string }>('select act, source from consents where address = $1 order by id', [address])).map(
    ({ act, source }) => `${act} ${source}`,
  );

describe('what a code means for an address', () => {
  test.each(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'])(
    '%s: there is no such mailbox, so it is not written to any more',
    async (status) => {
      const address = `gone-${status.replaceAll('.', '-')}@example.org`;
      const id = await sentTo(office, address);
      expect(await report(office, id, { status, diagnostic: 'smtp; 550 no such user' })).toMatchObject({
        kind: 'hard',
        outcome: 'suppressed',
      });
      expect(await suppressionOf(office, address)).toBe('hard_bounce');
      expect((await letter(id))?.bounced_at).not.toBeNull();
      expect(await ledger(address)).toEqual(['suppressed bounce']);
    },
  );

  test.each([
    ['4.4.1', 'failed', 'soft'],
    ['4.7.0', 'failed', 'soft'],
    ['5.4.4', 'failed', 'soft'],
    ['5.3.4', 'failed', 'message'],
    ['5.6.1', 'failed', 'message'],
    ['5.7.1', 'failed', 'policy'],
    ['5.7.26', 'failed', 'policy'],
    ['5.1.1', 'delayed', 'delayed'],
    ['4.2.2', 'delayed', 'delayed'],
    ['5.1.1', 'delivered', 'unknown'],
    ['2.1.5', 'relayed', 'unknown'],
    [null, 'failed', 'unknown'],
    ['nonsense', 'failed', 'unknown'],
  ])('%s %s does not suppress, however often', async (status, action, kind) => {
    const address = `often-${status}-${action}@example.org`.toLowerCase();
    for (let n = 0; n < 6; n++) {
      const one = await report(office, await sentTo(office, address, { daysAgo: n }), { status, action });
      expect(one).toMatchObject({ kind, is_new: true });
      expect(one.outcome).not.toBe('suppressed');
    }
    expect(await suppressionOf(office, address)).toBeNull();
  });

  test('a delay is not a failure: the letter does not count as bounced', async () => {
    const id = await sentTo(office, 'slow@example.org');
    await report(office, id, { status: '4.4.1', action: 'delayed' });
    expect((await letter(id))?.bounced_at).toBeNull();
  });

  test('a disabled mailbox is given a second chance, and no third', async () => {
    const address = 'off@example.org';
    expect(await report(office, await sentTo(office, address, { daysAgo: 7 }), { status: '5.2.1' })).toMatchObject({ outcome: 'counted' });
    expect(await suppressionOf(office, address)).toBeNull();
    expect(await report(office, await sentTo(office, address), { status: '5.2.1' })).toMatchObject({ outcome: 'suppressed' });
    expect(await suppressionOf(office, address)).toBe('hard_bounce');
  });

  test('two reports of one letter to a disabled mailbox are one', async () => {
    const id = await sentTo(office, 'off-once@example.org');
    await report(office, id, { status: '5.2.1' });
    expect(await report(office, id, { status: '5.2.1' })).toMatchObject({ outcome: 'counted' });
    expect(await suppressionOf(office, 'off-once@example.org')).toBeNull();
  });
});

describe('a full mailbox', () => {
  const full = async (address: string, daysAgo: number, status = '5.2.2') =>
    report(office, await sentTo(office, address, { daysAgo }), { status, daysAgo });

  test('is suppressed at the fifth in thirty days, and not before', async () => {
    const address = 'full@example.org';
    for (const daysAgo of [28, 21, 14, 7])
      expect(await full(address, daysAgo, daysAgo > 14 ? '4.2.2' : '5.2.2')).toMatchObject({ kind: 'full', outcome: 'counted' });
    expect(await suppressionOf(office, address)).toBeNull();
    expect(await full(address, 0)).toMatchObject({ outcome: 'suppressed' });
    expect(await suppressionOf(office, address)).toBe('soft_bounces');
  });

  test('is not when the first of the five is longer ago', async () => {
    const address = 'full-long@example.org';
    for (const daysAgo of [31, 21, 14, 7, 0]) await full(address, daysAgo);
    expect(await suppressionOf(office, address)).toBeNull();
  });

  test('begins anew after a letter that arrived', async () => {
    const address = 'full-again@example.org';
    for (const daysAgo of [20, 18, 16, 14]) await full(address, daysAgo);
    await sentTo(office, address, { daysAgo: 10 });
    expect(await full(address, 5)).toMatchObject({ outcome: 'counted' });
    for (const daysAgo of [4, 3, 2]) await full(address, daysAgo);
    expect(await suppressionOf(office, address)).toBeNull();
    await full(address, 1);
    expect(await suppressionOf(office, address)).toBe('soft_bounces');
  });

  test('begins anew also after a letter to this person alone', async () => {
    const address = 'full-alone@example.org';
    for (const daysAgo of [20, 18, 16, 14]) await full(address, daysAgo);
    await sentTo(office, address, { daysAgo: 10, of: null });
    await full(address, 5);
    expect(await suppressionOf(office, address)).toBeNull();
  });

  test('counts five reports that come at the same moment as five', async () => {
    const address = 'full-together@example.org';
    const letters = [];
    for (let n = 0; n < 5; n++) letters.push(await sentTo(office, address, { daysAgo: n }));
    await Promise.all(letters.map((id) => report(office, id, { status: '5.2.2' })));
    expect(await suppressionOf(office, address)).toBe('soft_bounces');
  });
});

describe('a report is only believed when its letter is proven', () => {
  test('without a letter it is counted and does nothing', async () => {
    await sentTo(office, 'victim@example.org');
    expect(await report(office, null, { status: '5.1.1', addresses: ['victim@example.org'] })).toMatchObject({
      outcome: 'ignored',
      is_new: true,
    });
    expect(await suppressionOf(office, 'victim@example.org')).toBeNull();
  });
  test('about an address that the letter did not go to it is counted and does nothing', async () => {
    const id = await sentTo(office, 'mine@example.org');
    expect(await report(office, id, { status: '5.1.1', addresses: ['victim@example.org'] })).toMatchObject({ outcome: 'ignored' });
    expect(await suppressionOf(office, 'victim@example.org')).toBeNull();
    expect(await suppressionOf(office, 'mine@example.org')).toBeNull();
    expect((await letter(id))?.bounced_at).toBeNull();
  });
  test('about a mailbox that the address is forwarded to, it is about the address', async () => {
    const id = await sentTo(office, 'Forwarded@example.org');
    expect(await report(office, id, { status: '5.1.1', addresses: ['inbox@example.net', 'forwarded@EXAMPLE.org'] })).toMatchObject({
      outcome: 'suppressed',
    });
    expect(await suppressionOf(office, 'forwarded@example.org')).toBe('hard_bounce');
    expect(await suppressionOf(office, 'inbox@example.net')).toBeNull();
  });
  test('the same report twice, or many times at once, is one', async () => {
    const id = await sentTo(office, 'once@example.org');
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => report(office, id, { status: '5.1.1', source_key: key })));
    expect(answers.filter(({ is_new }) => is_new)).toHaveLength(1);
    expect(new Set(answers.map((one) => one.id)).size).toBe(1);
    expect(new Set(answers.map((one) => one.outcome))).toEqual(new Set(['suppressed']));
    expect(await office.exec('select from bounces where source_key = $1', [key])).toHaveLength(1);
    expect(await ledger('once@example.org')).toEqual(['suppressed bounce']);
  });
});

describe('what else follows', () => {
  test('our own problem is told to those who lead, once a day, and nobody is suppressed', async () => {
    for (let n = 0; n < 3; n++) await report(office, await sentTo(office, `policy-${n}@example.org`), { status: '5.7.26' });
    const told = await office.exec<{ email: string; facts: { deed: string; subject: string; code: string } }>(
      `select s.email, n.facts from notifications n join staff s on s.id = n.staff_id where n.record_table = 'campaigns' and n.record_id = $1 order by 1`,
      [campaign],
    );
    expect(told.map(({ email }) => email)).toEqual(['admin@office.example', 'manager@office.example']);
    expect(told[0]?.facts).toMatchObject({ deed: 'policy', subject: 'What the winter brings' });
  });

  test('a complaint suppresses, although it hides who complained', async () => {
    const id = await sentTo(office, 'angry@example.org');
    expect(await report(office, id, { type: 'complaint', addresses: ['redacted@example.org'] })).toMatchObject({
      kind: 'complaint',
      outcome: 'suppressed',
    });
    expect(await suppressionOf(office, 'angry@example.org')).toBe('complaint');
    expect((await letter(id))?.complained_at).not.toBeNull();
    expect((await letter(id))?.bounced_at).toBeNull();
    expect(await ledger('angry@example.org')).toContain('suppressed complaint');
  });

  test('a refusal while the letter is handed over goes through the same table', async () => {
    const refuse = async (address: string, code: number, text: string) => {
      const id = await sentTo(office, address);
      await office.exec('select private.note_smtp_rejection($1, $2, $3)', [id, code, text]);
      return (
        await office.exec<{ kind: string; source: string; status_code: string | null }>('select * from bounces where delivery_id = $1', [
          id,
        ])
      )[0];
    };
    expect(await refuse('smtp-gone@example.org', 550, '550 5.1.1 User unknown')).toMatchObject({ kind: 'hard', source: 'smtp' });
    expect(await suppressionOf(office, 'smtp-gone@example.org')).toBe('hard_bounce');
    expect(await refuse('smtp-policy@example.org', 554, '554-5.7.1 blocked')).toMatchObject({ kind: 'policy' });
    expect(await suppressionOf(office, 'smtp-policy@example.org')).toBeNull();
    expect(await refuse('smtp-full@example.org', 552, '552 over quota')).toMatchObject({ kind: 'full', status_code: '5.2.2' });
    // Without a code of RFC 3463 nobody knows whether it is the address or what we sent.
    expect(await refuse('smtp-what@example.org', 550, '550 Requested action not taken')).toMatchObject({ kind: 'unknown' });
    expect(await suppressionOf(office, 'smtp-what@example.org')).toBeNull();
  });
});

test('of a letter to one person the alert says the code, as there is no campaign to name', async () => {
  await report(office, await sentTo(office, 'alone@example.org', { of: null }), { status: '5.7.1' });
  const told = await office.exec<{ facts: { subject: string } }>(
    `select facts from notifications where record_table = 'campaigns' and record_id is null`,
  );
  expect(told.map(({ facts }) => facts.subject)).toEqual(['5.7.1', '5.7.1']);
});
