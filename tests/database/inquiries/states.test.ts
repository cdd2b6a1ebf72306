import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Inquiry = {
  id: string;
  version: number;
  status: string;
  closed_at: string | null;
  resolution_code: string | null;
  due_on: string;
  sections: number[];
  primary_section: number;
  assigned_to: string | null;
};

let office: TestOffice;
const topics: Record<string, string> = {};
beforeAll(async () => {
  office = await openOffice();
  for (const { code, id } of await office.exec<{ code: string; id: string }>('select code, id from topics')) topics[code] = id;
});
afterAll(() => office.close());

const take = async (values: object = {}, role: Role = 'staff'): Promise<Inquiry> => {
  const { data, error } = await office
    .as(role)
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topics['city-finances'] as string, ...values })
    .select('*')
    .single();
  if (error) throw error;
  return data as Inquiry;
};
const change = (inquiry: Inquiry, values: object, role: Role = 'staff') =>
  office.as(role).from('inquiries').update(values).eq('id', inquiry.id).eq('version', inquiry.version).select('*');
const now = async (id: string) => (await office.exec<Inquiry>(`select * from inquiries where id = '${id}'`))[0] as Inquiry;

describe('states', () => {
  test('a new inquiry that gets a person is assigned, and new again when they are taken off', async () => {
    const inquiry = await take();
    const [staff] = await office.exec<{ id: string }>(`select id from staff where role = 'staff'`);
    const { data } = await change(inquiry, { assigned_to: staff?.id });
    expect(data?.[0]).toMatchObject({ status: 'assigned', version: 2 });
    const again = await change(data?.[0] as Inquiry, { assigned_to: null });
    expect(again.data?.[0]).toMatchObject({ status: 'new' });
  });

  test('a closed inquiry cannot be put back by changing its state; it must be reopened', async () => {
    const inquiry = await take();
    await office.as('staff').rpc('close_inquiry', { p_id: inquiry.id, p_version: 1, p_resolution_code: 'answered' });
    const { error } = await change({ ...inquiry, version: 2 }, { status: 'new' });
    expect(error).toMatchObject({ code: 'PT422', message: 'This inquiry is closed. Reopen it first.', hint: 'status' });
    expect((await now(inquiry.id)).status).toBe('closed');
  });

  test('a person who only changes its state is asked why it is reopened; the office’s own acts have their reason', async () => {
    const inquiry = await take();
    const [closed] = await office.exec<{ version: number }>(
      `update inquiries set status = 'closed', resolution_code = 'answered' where id = $1 returning version`,
      [inquiry.id],
    );
    for (const role of ['staff', 'admin'] as const) {
      const plain = await office
        .as(role)
        .from('inquiries')
        .update({ status: 'in_progress' })
        .eq('id', inquiry.id)
        .eq('version', closed?.version ?? 0)
        .select();
      expect(plain.error).toMatchObject({
        code: 'PT422',
        hint: 'reason',
        message: 'This inquiry is over. Reopen it and say why; the resident may ask.',
      });
    }
    const { error } = await office
      .as('staff')
      .rpc('reopen_inquiry', { p_id: inquiry.id, p_version: closed?.version ?? 0, p_reason: 'It came back.' });
    expect(error).toBeNull();
    expect(await now(inquiry.id)).toMatchObject({ status: 'in_progress', reopened_count: 1 });
  });

  test('a state that does not exist is refused', async () => {
    const { error } = await change(await take(), { status: 'done' });
    expect(error?.message).toBe('An inquiry that is "new" cannot become "done".');
  });

  test('closing needs to say how it was resolved', async () => {
    const inquiry = await take();
    const bare = await change(inquiry, { status: 'closed' });
    expect(bare.error).toMatchObject({ code: 'PT422', hint: 'resolution_code' });
    const { error } = await office
      .as('staff')
      .rpc('close_inquiry', { p_id: inquiry.id, p_version: 1, p_resolution_code: 'answered', p_note: 'Sent the budget page.' });
    expect(error).toBeNull();
    expect(await now(inquiry.id)).toMatchObject({ status: 'closed', resolution_code: 'answered' });
    const timeline = await office.as('viewer').from('interactions').select('kind, body, is_public').eq('inquiry_id', inquiry.id);
    expect(timeline.data).toEqual([{ kind: 'resolution', body: 'Sent the budget page.', is_public: false }]);
  });

  test('reopening needs a reason, and takes the resolution away', async () => {
    const inquiry = await take();
    await office.as('staff').rpc('close_inquiry', { p_id: inquiry.id, p_version: 1, p_resolution_code: 'answered' });
    const bare = await office.as('staff').rpc('reopen_inquiry', { p_id: inquiry.id, p_version: 2, p_reason: ' ' });
    expect(bare.error).toMatchObject({ code: 'PT422', hint: 'reason' });
    await office.as('staff').rpc('reopen_inquiry', { p_id: inquiry.id, p_version: 2, p_reason: 'The resident called again.' });
    expect(await now(inquiry.id)).toMatchObject({ status: 'in_progress', closed_at: null, resolution_code: null });
  });

  test('a viewer cannot close an inquiry', async () => {
    const inquiry = await take();
    const { error } = await office.as('viewer').rpc('close_inquiry', { p_id: inquiry.id, p_version: 1, p_resolution_code: 'answered' });
    expect(error).toMatchObject({ code: '42501', message: 'This needs the role "staff"; yours is "viewer". Ask an administrator.' });
    expect((await now(inquiry.id)).status).toBe('new');
  });
});

describe('two people at once', () => {
  test('the second of two who save the same inquiry is told, and overwrites nothing', async () => {
    const inquiry = await take();
    const first = await change(inquiry, { subject: 'As Ana saved it' });
    const second = await change(inquiry, { subject: 'As Lena saved it' }, 'manager');
    expect(first.data).toHaveLength(1);
    expect(second).toMatchObject({ data: [], error: null });
    expect((await office.exec(`select subject from inquiries where id = '${inquiry.id}'`))[0]).toEqual({ subject: 'As Ana saved it' });
  });

  test('closing what somebody else changed meanwhile is refused', async () => {
    const inquiry = await take();
    await change(inquiry, { subject: 'Changed' });
    const { error } = await office.as('staff').rpc('close_inquiry', { p_id: inquiry.id, p_version: 1, p_resolution_code: 'answered' });
    expect(error).toMatchObject({ code: 'PT409', hint: 'conflict' });
  });
});

describe('what a topic brings', () => {
  test('sections, department and due day come from the topic', async () => {
    // Two business days before Thanksgiving 2026: five business days on, the holiday and the day after left out.
    const inquiry = await take({ topic_id: topics['grants-information'], opened_at: '2026-11-23T16:00:00Z' });
    expect(inquiry).toMatchObject({ primary_section: 3, sections: [3, 5], due_on: '2026-12-02' });
  });

  test('corrected sections stay when the topic changes afterwards, and are counted once', async () => {
    const inquiry = await take();
    const corrected = await change(inquiry, { primary_section: 6, sections: [3] });
    expect(corrected.data?.[0]).toMatchObject({ primary_section: 6, sections: [3, 6] });
    const moved = await change(corrected.data?.[0] as Inquiry, { topic_id: topics['mykcmo-app'] });
    expect(moved.data?.[0]).toMatchObject({ primary_section: 6, sections: [3, 6] });
  });

  test('a section that the ordinance does not have is refused', async () => {
    const { error } = await change(await take(), { sections: [3, 77] });
    expect(error).toMatchObject({ code: 'PT422', hint: 'sections' });
  });

  test('an inquiry from the future is refused', async () => {
    await expect(take({ opened_at: '2199-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'PT422', hint: 'opened_at' });
  });
});

test('what was changed is remembered with who, from what and to what', async () => {
  const inquiry = await take();
  await change(inquiry, { subject: 'A better subject' });
  const { data } = await office
    .as('viewer')
    .from('changes')
    .select('action, reason, before, after, staff_id')
    .eq('record_id', inquiry.id)
    .order('id');
  const [staff] = await office.exec<{ id: string }>(`select id from staff where role = 'staff'`);
  expect(data).toEqual([
    { action: 'insert', reason: 'screen', before: null, after: null, staff_id: staff?.id },
    { action: 'update', reason: 'screen', before: { subject: 'A question' }, after: { subject: 'A better subject' }, staff_id: staff?.id },
  ]);
});
