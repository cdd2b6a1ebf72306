import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
const ids = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  await c.prepare(3);
  for (const { role, id } of await office.exec<{ role: Role; id: string }>('select role, id from staff')) ids[role] = id;
});
afterAll(() => office.close());

const submitted = async (more: Record<string, unknown> = {}) => {
  const id = await c.draft('coordinator', more);
  await c.submit('coordinator', id);
  return id;
};
const approved = async (more: Record<string, unknown> = {}) => {
  const id = await submitted(more);
  await c.must('manager', 'approve_campaign', { p_id: id });
  return id;
};
const scheduled = async (more: Record<string, unknown> = {}) => {
  const id = await approved(more);
  await c.must('manager', 'schedule_campaign', { p_id: id, p_at: new Date(Date.now() + 3_600_000).toISOString() });
  return id;
};
/** As a worker would: it has claimed the first letter. */
const begin = async (id: string) => {
  await office.exec(`update deliveries set attempts = 1, leased_until = now() + interval '5 minutes', leased_by = 'w'
    where id = (select id from deliveries where campaign_id = '${id}' and status = 'waiting' limit 1)`);
  await office.exec(`update campaigns set status = 'sending', started_at = now() where id = '${id}'`);
};
const edit = (id: string, role: Role = 'coordinator', text = 'Leaves are collected on Tuesdays.') =>
  c.must(role, 'save_campaign', {
    p_campaign: { messages: [{ language: 'en', subject: 'Autumn news', blocks: c.block(text) }] },
    p_id: id,
  });

describe('writing', () => {
  test('a campaign is written with all its versions in one act, and only what differs is written again', async () => {
    const id = await c.draft('coordinator', {
      messages: [
        { language: 'en', subject: ' Autumn ', blocks: c.block('Leaves.') },
        { language: 'es', subject: 'Otoño', blocks: c.block('Hojas.') },
      ],
    });
    expect(await c.read(id)).toMatchObject({ status: 'draft', written_by: ids.coordinator, writers: [ids.coordinator] });
    await c.must('coordinator', 'save_campaign', {
      p_campaign: {
        from_name: ' City news ',
        messages: [
          { language: 'en', subject: 'Autumn' },
          { language: 'es', subject: 'El otoño' },
        ],
      },
      p_id: id,
    });
    const set = await c.lastSet();
    expect(await office.exec('select table_name, action, after from changes where change_set = $1 order by id', [set])).toEqual([
      { table_name: 'campaigns', action: 'update', after: { from_name: 'City news' } },
      { table_name: 'campaign_messages', action: 'update', after: { subject: 'El otoño' } },
    ]);
    await c.must('coordinator', 'save_campaign', { p_campaign: { messages: [{ language: 'en' }] }, p_id: id });
    expect(await office.exec('select language, subject, blocks from campaign_messages where campaign_id = $1', [id])).toEqual([
      { language: 'en', subject: 'Autumn', blocks: c.block('Leaves.') },
    ]);
  });

  test('whoever saves over somebody else’s version is told, also where only the words were changed', async () => {
    const id = await c.draft();
    const { version } = await c.read(id);
    await edit(id);
    const { error } = await c.call('coordinator', 'save_campaign', { p_campaign: { name: 'Other' }, p_id: id, p_version: version });
    expect(error).toMatchObject({ code: 'PT409', hint: 'version' });
  });

  test.each([
    [{ name: ' ' }, 'campaign_name'],
    [{ list_id: null }, 'campaign_list'],
    [{ from_name: 'A\nBcc: b@c.test' }, 'from_name'],
    [{ reply_to: 'a@b.test, c@d.test' }, 'reply_to'],
    [{ ab_share: 60 }, 'ab_share'],
    [{ rate_per_second: 0 }, 'rate_per_second'],
    [{ fallback_language: 'xx' }, 'campaign_language'],
    [{ messages: [{ language: 'xx', subject: 'A' }] }, 'campaign_messages'],
    [{ messages: [{ language: 'en' }, { language: 'en' }] }, 'campaign_messages'],
    [{ messages: [{ language: 'en', subject: 'A\r\nBcc: b@c.test' }] }, 'campaign_subject'],
    [{ messages: [{ language: 'en', blocks: {} }] }, 'campaign_long'],
  ])('%j is refused with a sentence', async (wrong, hint) => {
    const { error } = await c.call('coordinator', 'save_campaign', { p_campaign: { name: 'A', list_id: await c.list(), ...wrong } });
    expect(error).toMatchObject({ code: 'PT422', hint });
    expect(error?.message).toMatch(/^[A-ZÁ].+\.$/);
  });
});

describe('two people', () => {
  test('whoever wrote or submitted it does not approve it, whatever their role', async () => {
    const own = await c.draft('manager');
    await c.submit('coordinator', own);
    expect((await c.call('manager', 'approve_campaign', { p_id: own })).error).toMatchObject({ code: '42501', hint: 'campaign_wrote' });
    await c.must('admin', 'approve_campaign', { p_id: own });
    const handed = await c.draft();
    await c.submit('manager', handed);
    expect((await c.call('manager', 'approve_campaign', { p_id: handed })).error).toMatchObject({ hint: 'campaign_submitted' });
    expect((await c.call('coordinator', 'approve_campaign', { p_id: handed })).error).toMatchObject({ code: '42501', hint: 'role' });
    await c.must('admin', 'approve_campaign', { p_id: handed });
    expect(await c.read(handed)).toMatchObject({ status: 'approved', approved_by: ids.admin, writers: [] });
  });

  test('whoever only changed a word wrote in it, too', async () => {
    const id = await c.draft();
    await edit(id, 'manager');
    await c.submit('coordinator', id);
    expect((await c.call('manager', 'approve_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_wrote' });
  });

  test('what was read is what is approved: a version in between is refused', async () => {
    const id = await submitted();
    const { version } = await c.read(id);
    await c.must('coordinator', 'save_campaign', { p_campaign: { name: 'Renamed' }, p_id: id });
    expect((await c.call('manager', 'approve_campaign', { p_id: id, p_version: version })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
    expect((await c.read(id)).status).toBe('in_review');
  });

  test('it is given back with a note, and not without; the one who submitted may take it back', async () => {
    const id = await submitted();
    expect((await c.call('manager', 'return_campaign', { p_id: id, p_note: ' ' })).error).toMatchObject({ hint: 'review_note' });
    await c.must('manager', 'return_campaign', { p_id: id, p_note: 'Name the streets.' });
    expect(await c.read(id)).toMatchObject({ status: 'draft', review_note: 'Name the streets.', submitted_by: null });
    await c.submit('coordinator', id);
    expect(await c.read(id)).toMatchObject({ status: 'in_review', review_note: null });
    await c.must('coordinator', 'return_campaign', { p_id: id, p_note: 'One more look.' });
    await c.submit('manager', id);
    expect((await c.call('coordinator', 'return_campaign', { p_id: id, p_note: 'Mine.' })).error).toMatchObject({ code: '42501' });
  });

  test.each([
    [{ messages: [] }, 'campaign_empty'],
    [{ messages: [{ language: 'es', subject: 'A', blocks: [{}] }] }, 'campaign_no_fallback'],
    [{ messages: [{ language: 'en', subject: '', blocks: [{}] }] }, 'campaign_unfinished'],
    [{ messages: [{ language: 'en', subject: 'A', blocks: [] }] }, 'campaign_unfinished'],
    [{ ab_share: 10 }, 'campaign_subject_b'],
  ])('%j is not submitted', async (wrong, hint) => {
    const id = await c.draft('coordinator', wrong);
    expect((await c.call('coordinator', 'submit_campaign', { p_id: id })).error).toMatchObject({ code: 'PT422', hint });
  });
});

describe('a change after approval', () => {
  test.each([
    ['the words', { messages: [{ language: 'en', subject: 'Winter news' }] }, ['en.subject']],
    ['the audience', { audience: { filters: { language: ['es'] } } }, ['audience']],
    ['the sender', { from_name: 'Somebody', reply_to: 'a@city.test' }, ['from_name', 'reply_to']],
    ['a language', { messages: [{ language: 'en' }, { language: 'es', subject: 'Otoño', blocks: [{}] }] }, ['es.message']],
  ])('%s: it is a draft again, and says why', async (_what, change, fields) => {
    for (const make of [submitted, approved]) {
      const id = await make();
      await c.must('coordinator', 'save_campaign', { p_campaign: change, p_id: id });
      expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: fields, approved_by: null, submitted_by: null });
      expect((await c.read(id)).review_note).toContain(fields.join(', '));
    }
  });

  test('the list, too', async () => {
    await office.exec(`insert into mailing_lists (code, name, needs_consent) values ('other', 'Other', false)`);
    const other = (await c.one<{ id: string }>(`select id from mailing_lists where code = 'other'`)).id;
    const id = await approved();
    await c.must('coordinator', 'save_campaign', { p_campaign: { list_id: other }, p_id: id });
    expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: ['list_id'] });
    expect(await c.must('viewer', 'campaign_difference', { p_id: id })).toMatchObject({
      base: 'approved',
      by: 'Manager Person',
      rows: [{ language: null, field: 'list_id', after: other }],
      names: { [other]: 'Other' },
    });
  });

  test('a name, a rate and the same words again leave it approved', async () => {
    const id = await approved();
    await c.must('coordinator', 'save_campaign', {
      p_campaign: { name: 'Renamed', rate_per_second: 5, in_business_hours: true, messages: [{ language: 'en', subject: 'Autumn news' }] },
      p_id: id,
    });
    expect(await c.read(id)).toMatchObject({ status: 'approved', writers: [] });
  });

  test('the difference shows both sides, also after it was submitted again', async () => {
    const id = await approved();
    await edit(id);
    await c.submit('coordinator', id);
    expect(await c.must('manager', 'campaign_difference', { p_id: id })).toMatchObject({
      base: 'approved',
      rows: [
        {
          language: 'en',
          field: 'blocks',
          before: c.block('Leaves are collected on Mondays.'),
          after: c.block('Leaves are collected on Tuesdays.'),
        },
      ],
    });
  });

  test('a file that goes along is part of it; undone, it is approved again', async () => {
    const id = await approved();
    const ticket = {
      table: 'campaigns',
      id,
      name: 'Map.pdf',
      media_type: 'application/pdf',
      bytes: 10,
      sha256: 'a'.repeat(64),
      path: `files/2026/${id}`,
    };
    const [kept] = await office.exec<{ id: string }>('insert into private.attachment_tickets (file) values ($1) returning id', [ticket]);
    await c.must('coordinator', 'add_attachment', { p_ticket: kept?.id });
    const set = await c.lastSet();
    expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: ['attachments'] });
    expect(await c.must('viewer', 'campaign_difference', { p_id: id })).toMatchObject({
      rows: [{ field: 'attachments', before: [], after: ['Map.pdf aaaaaaaa'] }],
    });
    expect((await c.undo('coordinator', set)).error).toBeNull();
    expect((await c.read(id)).status).toBe('approved');
  });

  test('undone, it is approved again, exactly; with another change in between it is not', async () => {
    const id = await approved();
    await edit(id);
    const first = await c.lastSet();
    expect((await c.undo('coordinator', first)).error).toBeNull();
    expect(await c.read(id)).toMatchObject({ status: 'approved', approved_by: ids.manager, fallen_for: null });
    await c.must('manager', 'schedule_campaign', { p_id: id });

    const other = await approved();
    await edit(other);
    const second = await c.lastSet();
    await c.must('coordinator', 'save_campaign', { p_campaign: { from_name: 'Somebody' }, p_id: other });
    await c.undo('coordinator', second);
    expect((await c.read(other)).status).toBe('draft');
    expect((await c.call('manager', 'schedule_campaign', { p_id: other })).error).toMatchObject({ hint: 'campaign_not_approved' });
  });

  test('undoing an older save is a change, too: it makes a draft of what was approved, and is refused once it is scheduled', async () => {
    const id = await c.draft();
    await edit(id);
    const set = await c.lastSet();
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    await c.must('manager', 'schedule_campaign', { p_id: id, p_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await c.undo('coordinator', set)).error).toMatchObject({ code: 'PT422', hint: 'campaign_locked' });
    await c.must('manager', 'unschedule_campaign', { p_id: id });
    expect((await c.undo('coordinator', set)).error).toBeNull();
    expect(await c.read(id)).toMatchObject({ status: 'draft', fallen_for: ['en.blocks'] });
  });

  test('an approval that its giver took back comes back by nobody else', async () => {
    const id = await approved();
    const given = await c.lastSet();
    await c.undo('manager', given);
    expect(await c.read(id)).toMatchObject({ status: 'in_review', writers: [ids.coordinator] });
    const taken = await c.lastSet();
    expect((await c.undo('admin', taken)).error).toMatchObject({ code: '42501', hint: 'undo_campaign_approval' });
    expect((await c.undo('manager', taken)).error).toBeNull();
    expect((await c.read(id)).status).toBe('approved');
  });
});

describe('scheduling', () => {
  test('only what is approved, by a manager who did not write it, at a time to come, to somebody', async () => {
    const draft = await c.draft();
    expect((await c.call('manager', 'schedule_campaign', { p_id: draft })).error).toMatchObject({ hint: 'campaign_not_approved' });
    const id = await approved();
    expect((await c.call('coordinator', 'schedule_campaign', { p_id: id })).error).toMatchObject({ code: '42501', hint: 'role' });
    expect((await c.call('manager', 'schedule_campaign', { p_id: id, p_at: '2020-01-01T00:00:00Z' })).error).toMatchObject({
      hint: 'scheduled_at',
    });
    const own = await c.draft('manager');
    await c.submit('manager', own);
    await c.must('admin', 'approve_campaign', { p_id: own });
    expect((await c.call('manager', 'schedule_campaign', { p_id: own })).error).toMatchObject({ code: '42501', hint: 'campaign_wrote' });
    const answer = await c.must('manager', 'schedule_campaign', { p_id: id });
    expect(answer).toMatchObject({ count: 3, languages: { en: 3 }, reasons: expect.anything(), sender: { from_name: expect.any(String) } });
    expect(await c.read(id)).toMatchObject({ status: 'scheduled', frozen_at: expect.anything() });
    expect((await c.call('manager', 'schedule_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_scheduled' });
  });

  test('an audience of nobody is refused, and leaves no trace', async () => {
    const district = await c
      .one<{ id: string }>(`insert into districts (code, name, sort_order) values ('zz', 'Nowhere', 99) returning id`)
      .catch(async () => await c.one<{ id: string }>('select id from districts order by sort_order desc limit 1'));
    const id = await approved({ audience: { filters: { district: [district.id], nobody: true } } });
    expect((await c.call('manager', 'schedule_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_nobody' });
    expect(await c.read(id)).toMatchObject({ status: 'approved', frozen_at: null, scheduled_at: null });
  });

  test('what goes out is fixed; taken back it can be written again; once begun it cannot be taken back', async () => {
    const id = await scheduled();
    expect((await c.call('coordinator', 'save_campaign', { p_campaign: { from_name: 'X' }, p_id: id })).error).toMatchObject({
      hint: 'campaign_locked',
    });
    expect(
      (await c.call('coordinator', 'save_campaign', { p_campaign: { messages: [{ language: 'en', subject: 'X' }] }, p_id: id })).error,
    ).toMatchObject({ hint: 'campaign_locked' });
    await c.must('coordinator', 'save_campaign', { p_campaign: { rate_per_second: 3 }, p_id: id });
    await c.must('manager', 'unschedule_campaign', { p_id: id });
    expect(await c.read(id)).toMatchObject({ status: 'approved', frozen_at: null });
    expect(await c.letters(id)).toBe(0);
    await c.must('manager', 'schedule_campaign', { p_id: id });
    await begin(id);
    expect((await c.call('manager', 'unschedule_campaign', { p_id: id })).error).toMatchObject({ code: 'PT409', hint: 'campaign_begun' });
    expect(await c.letters(id)).toBe(3);
  });

  test('undone, its letters are out of the queue; done again by undo, it is refused', async () => {
    const id = await scheduled();
    const set = await c.lastSet();
    expect((await c.undo('manager', set)).error).toBeNull();
    expect(await c.read(id)).toMatchObject({ status: 'approved', frozen_at: null, approved_by: ids.manager });
    expect(await c.letters(id)).toBe(0);
    expect((await c.undo('manager', await c.lastSet())).error).toMatchObject({ hint: 'undo_campaign_schedule' });
    const begun = await scheduled();
    const schedule = await c.lastSet();
    await office.exec(`update deliveries set attempts = 1 where id = (select id from deliveries where campaign_id = '${begun}' limit 1)`);
    expect((await c.undo('manager', schedule)).error).toMatchObject({ hint: 'campaign_begun' });
    expect((await c.read(begun)).status).toBe('scheduled');
  });
});

describe('while it goes out', () => {
  test('whoever may write may pause; a manager resumes; each only where it applies', async () => {
    const id = await scheduled();
    expect((await c.call('staff', 'pause_campaign', { p_id: id })).error).toMatchObject({ code: '42501' });
    expect((await c.call('manager', 'resume_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_not_paused' });
    await c.must('coordinator', 'pause_campaign', { p_id: id, p_reason: 'A wrong date.' });
    const set = await c.lastSet();
    expect(await c.read(id)).toMatchObject({ status: 'paused', pause_reason: 'A wrong date.' });
    expect((await c.call('coordinator', 'resume_campaign', { p_id: id })).error).toMatchObject({ code: '42501' });
    // To undo it is to resume.
    expect((await c.undo('coordinator', set)).error).toMatchObject({ code: '42501' });
    await c.must('manager', 'resume_campaign', { p_id: id });
    expect(await c.read(id)).toMatchObject({ status: 'scheduled', pause_reason: null });
    await begin(id);
    await c.must('coordinator', 'pause_campaign', { p_id: id });
    await c.must('manager', 'resume_campaign', { p_id: id });
    expect((await c.read(id)).status).toBe('sending');
  });

  test('cancelling says how many have gone, stops the rest, and is for good', async () => {
    const id = await scheduled();
    await begin(id);
    await office.exec(
      `update deliveries set status = 'sent', settled_at = now(), leased_until = null where campaign_id = '${id}' and attempts = 1`,
    );
    expect((await c.call('coordinator', 'cancel_campaign', { p_id: id })).error).toMatchObject({ code: '42501' });
    expect(await c.must('manager', 'cancel_campaign', { p_id: id })).toMatchObject({ sent: 1, cancelled: 2, waiting: 0 });
    const set = await c.lastSet();
    expect((await c.undo('manager', set)).error).toMatchObject({ hint: 'undo_campaign_cancelled' });
    expect((await c.call('manager', 'cancel_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_over' });
    expect((await c.call('manager', 'schedule_campaign', { p_id: id })).error).toMatchObject({ hint: 'campaign_over' });
  });

  test('a draft that is cancelled can be had back', async () => {
    const id = await c.draft();
    await c.must('coordinator', 'cancel_campaign', { p_id: id });
    await c.undo('coordinator', await c.lastSet());
    expect((await c.read(id)).status).toBe('draft');
  });

  test('of two subjects one is chosen, once, when the first letters are out, and the rest gets it', async () => {
    const id = await scheduled({
      ab_share: 20,
      messages: [{ language: 'en', subject: 'A', subject_b: 'B', blocks: c.block('Text') }],
    });
    expect((await c.call('coordinator', 'choose_subject', { p_id: id, p_variant: 'a' })).error).toMatchObject({
      hint: 'campaign_not_begun',
    });
    await begin(id);
    await office.exec(`update deliveries set variant = 'a' where campaign_id = '${id}' and attempts = 1`);
    await office.exec(`update deliveries set variant = null where campaign_id = '${id}' and attempts = 0`);
    expect((await c.call('coordinator', 'choose_subject', { p_id: id, p_variant: 'c' })).error).toMatchObject({ hint: 'ab_winner' });
    await c.must('coordinator', 'choose_subject', { p_id: id, p_variant: 'b' });
    const set = await c.lastSet();
    expect(await c.read(id)).toMatchObject({ ab_winner: 'b' });
    expect(await c.must('viewer', 'campaign_progress', { p_id: id })).toMatchObject({
      total: 3,
      waiting: 3,
      trial: [
        { variant: 'a', letters: 1, sent: 0 },
        { variant: null, letters: 2 },
      ],
    });
    expect((await c.call('coordinator', 'choose_subject', { p_id: id, p_variant: 'a' })).error).toMatchObject({ code: 'PT409' });
    expect((await c.undo('coordinator', set)).error).toMatchObject({ hint: 'undo_campaign_subject' });
  });
});

describe('who hears of it', () => {
  const inbox = async (role: Role) =>
    (
      (await office.as(role).rpc('my_notifications')).data as unknown as { rows: { kind: string; facts: Record<string, string> }[] }
    ).rows.map(({ kind, facts }) => [kind, facts.deed, facts.subject]);
  test('approvers when it is submitted, writers when it is approved or given back, and the one whose approval fell', async () => {
    await office.exec('delete from notifications');
    await scheduled({ name: 'Told' });
    expect(await inbox('admin')).toEqual([['assigned', 'submitted', 'Told']]);
    expect(await inbox('manager')).toEqual([['assigned', 'submitted', 'Told']]);
    expect(await inbox('coordinator')).toEqual([['changed', 'approved', 'Told']]);
    expect(await inbox('staff')).toEqual([]);
    const fallen = await approved({ name: 'Fallen' });
    await edit(fallen);
    expect((await inbox('manager'))[0]).toEqual(['changed', 'fallen', 'Fallen']);
    await c.submit('coordinator', fallen);
    await c.must('manager', 'return_campaign', { p_id: fallen, p_note: 'No.' });
    expect((await inbox('coordinator'))[0]).toEqual(['changed', 'returned', 'Fallen']);
  });
});

test('above five hundred people the number is typed', async () => {
  await office.exec(
    `with r as (insert into residents (name) select 'Many ' || n from generate_series(1, 600) n returning id, name)
     insert into resident_emails (resident_id, address) select id, lower(replace(name, ' ', '.')) || '@city.test' from r`,
  );
  const id = await approved();
  const { error } = await c.call('manager', 'schedule_campaign', { p_id: id, p_confirm: 602 });
  expect(error).toMatchObject({ hint: 'campaign_confirm', message: expect.stringContaining('603') });
  expect(await c.letters(id)).toBe(0);
  expect(await c.must('manager', 'schedule_campaign', { p_id: id, p_confirm: 603 })).toMatchObject({ count: 603 });
});
