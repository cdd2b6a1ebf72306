import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { referralsOf } from './referral-support.ts';

let office: TestOffice;
let r: ReturnType<typeof referralsOf>;
beforeAll(async () => {
  office = await openOffice();
  r = referralsOf(office);
});
afterAll(() => office.close());

describe('what is told', () => {
  test('is offered field by field with what stands there now, and says what is personal', async () => {
    const id = await r.inquiry();
    const choices = await r.must<{ fields: { field: string; value: unknown; is_personal: boolean }[]; language: string }>(
      'referral_choices',
      {
        p_table: 'inquiries',
        p_record: id,
      },
    );
    expect(choices.fields.map(({ field }) => field)).toEqual(['name', 'phone', 'email', 'language', 'interpreter', 'subject', 'question']);
    expect(choices.fields[0]).toEqual({ field: 'name', value: 'Hodan Warsame', is_personal: true });
    expect(choices.fields.filter(({ is_personal }) => !is_personal).map(({ field }) => field)).toEqual(['language', 'interpreter']);
    expect(choices.language).toBe('so');
  });
  test('is what was chosen and nothing else, as it stood when it was sent', async () => {
    const id = await r.sent();
    const { shared } = await r.row(id);
    expect(shared).toEqual({
      name: 'Hodan Warsame',
      phone: '+18165550142',
      language: 'so',
      question: 'The landlord wants her out by Friday.',
    });
    await office.exec(`update residents set name = 'Somebody else' where id = (select resident_id from referrals where id = $1)`, [id]);
    expect((await r.row(id)).shared).toEqual(shared);
    const page = await r.page(await r.link(id));
    expect(JSON.stringify(page)).not.toContain('hodan@resident.test');
  });
  test('needs the consent of whom it tells of, and the language in which they were asked', async () => {
    const id = await r.draft();
    const { version } = await r.row(id);
    const send = (p_consent: Record<string, unknown>) => r.call('staff', 'send_referral', { p_id: id, p_version: version, p_consent });
    expect((await send({})).error).toMatchObject({ code: 'PT422', hint: 'consent_how' });
    expect((await send({ how: 'not_needed' })).error).toMatchObject({ hint: 'consent_needed' });
    expect((await send({ how: 'spoken' })).error).toMatchObject({ hint: 'consent_language' });
    expect((await send({ how: 'spoken', language: 'so' })).error).toBeNull();
    const anonymous = await r.draft({ shared_fields: ['language', 'district'] });
    await r.send(anonymous, { how: 'not_needed' });
    expect(await r.row(anonymous)).toMatchObject({ status: 'sent', consent_how: 'not_needed', consent_language: null });
  });
  test.each([
    [{ request: ' ' }, 'referral_request'],
    [{ organization_id: '00000000-0000-4000-8000-000000000000' }, 'referral_organization'],
    [{ shared_fields: ['salary'] }, 'shared_fields'],
    [{ receiver_email: 'nobody' }, 'receiver_email'],
    [{ service_request_number: 'no #' }, 'service_request_number'],
  ])('%j is refused at %s', async (wrong, hint) => {
    const { error } = await r.call('staff', 'save_referral', {
      p_referral: { inquiry_id: await r.inquiry(), organization_id: await r.organization(), request: 'Help.', ...wrong },
    });
    expect(error).toMatchObject({ code: 'PT422', hint });
  });
  test('stays as the receiver has it once it is sent; only staff hand over', async () => {
    const id = await r.sent();
    expect((await r.call('staff', 'save_referral', { p_referral: { request: 'More' }, p_id: id })).error).toMatchObject({
      hint: 'referral_sent',
    });
    expect((await r.call('viewer', 'save_referral', { p_referral: {} })).error?.code).toBe('42501');
  });
});

describe('the way', () => {
  test('follows the organization: by mail, through 311 with its number, or in person', async () => {
    const city = await r.organization({ is_311: true, kind: 'department' });
    const filed = await r.draft({ organization_id: city });
    expect(await r.row(filed)).toMatchObject({ delivery: 'service_request', primary_section: 9, sections: [9] });
    const refused = await r.call('staff', 'send_referral', { p_id: filed, p_version: 1, p_consent: { how: 'spoken', language: 'so' } });
    expect(refused.error).toMatchObject({ hint: 'service_request_number' });
    await r.must('save_referral', { p_referral: { service_request_number: '2026047111' }, p_id: filed });
    await r.send(filed);
    expect(await r.row(filed)).toMatchObject({ status: 'accepted', service_request_number: '2026047111' });
    const twice = await r.call('staff', 'save_referral', {
      p_referral: { inquiry_id: await r.inquiry(), organization_id: city, request: 'Again', service_request_number: '2026047111' },
    });
    expect(twice.error).toMatchObject({ hint: 'service_request_taken' });
    expect(await r.row(await r.draft({ organization_id: await r.organization({ referral_email: null }) }))).toMatchObject({
      delivery: 'in_person',
      primary_section: 5,
    });
  });
  test('a letter waits for the receiver, and an undo of the sending takes it and its page back', async () => {
    const id = await r.draft();
    const act = '01890000-0000-7000-8000-00000000aa01';
    const { version } = await r.row(id);
    await office
      .as('staff')
      .rpc('send_referral', { p_id: id, p_version: version, p_consent: { how: 'spoken', language: 'so' } })
      .setHeader('X-Change-Set', act);
    const link = await r.link(id);
    const letters = () => office.exec(`select kind, status from deliveries where referral_id = $1`, [id]);
    expect(await letters()).toEqual([{ kind: 'referral.sent', status: 'waiting' }]);
    await r.must('undo_change_set', { p_change_set: act });
    expect((await r.row(id)).status).toBe('draft');
    expect(await letters()).toEqual([{ kind: 'referral.sent', status: 'cancelled' }]);
    expect(await r.page(link)).toEqual({ gone: 'replaced', language: 'en' });
  });
});

describe('a refusal', () => {
  test('names who is responsible instead, and the referral goes on there in one act', async () => {
    const id = await r.sent();
    const link = await r.link(id);
    expect((await r.receive(link, 'decline', { reason: 'not_ours' })).error).toMatchObject({ code: 'PT422', hint: 'responsible' });
    expect((await r.receive(link, 'decline', { responsible_name: 'Somebody' })).error).toMatchObject({ hint: 'decline_reason' });
    const other = await r.organization({ name: 'Tenants’ House' });
    expect((await r.receive(link, 'decline', { reason: 'not_ours', responsible_name: '  tenants’  house ' })).data).toEqual({ done: true });
    expect(await r.row(id)).toMatchObject({ status: 'declined', responsible_id: other, responsible_name: null });
    const next = await r.must<string>('save_referral', { p_referral: { previous_id: id } });
    expect(await r.row(next)).toMatchObject({
      status: 'draft',
      organization_id: other,
      request: 'Help with two months of rent.',
      consent_how: null,
    });
    expect((await r.row(id)).next_id).toBe(next);
    expect((await r.call('staff', 'save_referral', { p_referral: { previous_id: id } })).error).toMatchObject({ hint: 'referral_went_on' });
  });
  test('written down by staff keeps the same rule', async () => {
    const id = await r.sent();
    const record = (p_facts: Record<string, unknown>) => r.call('staff', 'record_referral', { p_id: id, p_act: 'decline', p_facts });
    expect((await record({ reason: 'no_capacity' })).error).toMatchObject({ hint: 'responsible' });
    expect((await record({ reason: 'no_capacity', responsible_name: 'Ms. Ortiz at the county', receiver: 'Intake' })).error).toBeNull();
    expect(await r.row(id)).toMatchObject({ status: 'declined', responsible_name: 'Ms. Ortiz at the county' });
  });
});

describe('the end', () => {
  test('an inquiry is not closed as referred before its referral has an outcome, and the sentence says which', async () => {
    const id = await r.sent();
    const { inquiry_id, number } = await r.row(id);
    const close = async (code = 'referred') => {
      const { version } = await r.one<{ version: number }>('select version from inquiries where id = $1', [inquiry_id]);
      return r.call('staff', 'close_inquiry', { p_id: inquiry_id, p_version: version, p_resolution_code: code });
    };
    const refused = (await close()).error;
    expect(refused).toMatchObject({ code: 'PT422', hint: 'referral_open' });
    expect(refused?.message).toContain(String(number));
    await r.must('close_referral', {
      p_id: id,
      p_version: (await r.row(id)).version,
      p_outcome: { outcome: 'served', amount_cents: 120000 },
    });
    expect((await close()).error).toBeNull();
  });
  test('needs an outcome; withdrawing and taking up again need a reason; a draft simply goes', async () => {
    const id = await r.sent();
    const version = async () => (await r.row(id)).version;
    expect((await r.call('staff', 'close_referral', { p_id: id, p_version: await version(), p_outcome: {} })).error).toMatchObject({
      hint: 'referral_outcome',
    });
    expect((await r.call('staff', 'withdraw_referral', { p_id: id, p_version: await version() })).error).toMatchObject({
      hint: 'withdraw_reason',
    });
    await r.must('withdraw_referral', { p_id: id, p_version: await version(), p_reason: 'She found help.' });
    expect(await office.exec(`select kind, status from deliveries where referral_id = $1 order by created_at, kind`, [id])).toEqual([
      { kind: 'referral.sent', status: 'cancelled' },
      { kind: 'referral.withdrawn', status: 'waiting' },
    ]);
    await r.must('reopen_referral', { p_id: id, p_version: await version(), p_reason: 'The help fell through.' });
    expect(await r.row(id)).toMatchObject({ status: 'sent', outcome: null });
    const gone = await r.draft();
    await r.must('withdraw_referral', { p_id: gone, p_version: 1 });
    expect(await r.row(gone)).toBeUndefined();
  });
});
