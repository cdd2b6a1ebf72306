import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { checkAsServer } from '../../support/submit-campaign.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
let names: Record<string, Role>;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  await c.prepare(3);
  const staff = await office.exec<{ id: string; role: Role }>('select id, role from staff');
  names = Object.fromEntries(staff.map(({ id, role }) => [id, role]));
});
afterAll(() => office.close());

/** The same numbers for the same seed, so that a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}
const people: Role[] = ['coordinator', 'manager', 'admin'];
const texts = ['Leaves.', 'Snow.', 'Budget.'];

/** The wording, made here by other means than the database makes it. */
async function wordingOf(id: string): Promise<string> {
  const one = await c.one<object>(
    'select list_id, audience, topic_id, skips_open_inquiries, fallback_language, layout_id, from_name, reply_to, ab_share, counts_clicks from campaigns where id = $1',
    [id],
  );
  const messages = await office.exec<object>(
    'select language, subject, subject_b, preheader, format, blocks, mjml, text_part from campaign_messages where campaign_id = $1 order by language',
    [id],
  );
  return JSON.stringify([one, messages]);
}

/** The walks in which it went out: a walk in which it never does says little. */
const begun = new Set<number>();

/**
 * Three people do whatever they like to a campaign, undo included, and what is due begins. Beside it is kept who wrote what and who
 * approved what: whenever it goes out, somebody approved exactly this, who had not written any of what is new since it was approved before.
 */
test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
  'whatever people do, nothing goes out but what another person approved (%s)',
  async (seed) => {
    const pick = numbers(seed);
    const first = people[pick(3)] as Role;
    const id = await c.draft(first);
    const approvals: { by: Role; wording: string }[] = [];
    /** Who wrote a wording since the last approval; what was undone is what it was before, and whose it was. */
    const authorsOf = new Map<string, Set<Role>>();
    let authors = new Set<Role>([first]);
    authorsOf.set(await wordingOf(id), authors);
    const sets: { role: Role; set: string }[] = [];
    const log: string[] = [];
    for (let step = 0; step < 50; step += 1) {
      const role = people[pick(3)] as Role;
      const before = await wordingOf(id);
      const was = await c.read(id);
      const acts: [string, () => Promise<{ error: unknown }>][] = [
        [
          'save',
          () =>
            c.call(role, 'save_campaign', {
              p_campaign: { messages: [{ language: 'en', subject: 'News', blocks: c.block(texts[pick(3)] ?? '') }] },
              p_id: id,
            }),
        ],
        ['sender', () => c.call(role, 'save_campaign', { p_campaign: { from_name: pick(2) === 0 ? null : 'City' }, p_id: id })],
        [
          'submit',
          async () => {
            // Now and then somebody goes around the server, whose checks may not know these words.
            if (pick(4) > 0) await checkAsServer(office, id);
            return c.call(role, 'submit_campaign', { p_id: id });
          },
        ],
        ['approve', () => c.call(role, 'approve_campaign', { p_id: id })],
        ['return', () => c.call(role, 'return_campaign', { p_id: id, p_note: 'No.' })],
        ['schedule', () => c.call(role, 'schedule_campaign', { p_id: id })],
        ['unschedule', () => c.call(role, 'unschedule_campaign', { p_id: id })],
        ['pause', () => c.call(role, 'pause_campaign', { p_id: id })],
        ['resume', () => c.call(role, 'resume_campaign', { p_id: id })],
        ...[0, 1, 2].map((): [string, () => Promise<{ error: unknown }>] => [
          'undo',
          () => {
            const one = sets[Math.max(0, sets.length - 1 - pick(4))];
            return one ? c.undo(pick(4) === 0 ? role : one.role, one.set) : Promise.resolve({ error: null });
          },
        ]),
      ];
      // Half of the time what is likely next: otherwise hardly any walk would come far.
      const likely = { draft: 'submit', in_review: 'approve', approved: 'schedule' }[was.status];
      const [name, act] = ((pick(2) === 0 && acts.find(([one]) => one === likely)) || acts[pick(acts.length)]) as (typeof acts)[number];
      const { error } = await act();
      const now = await c.read(id);
      log.push(`${role} ${name}${error ? ' (refused)' : ''}: ${was.status} → ${now.status}`);
      if (!error && now.version !== was.version) sets.push({ role, set: await c.lastSet() });
      const after = await wordingOf(id);
      if (name === 'approve' && !error) {
        const by = names[now.approved_by ?? ''] as Role;
        expect({ by, isAuthor: authors.has(by), log }).toMatchObject({ by: role, isAuthor: false });
        approvals.push({ by, wording: after });
        authors = new Set();
        authorsOf.clear();
        authorsOf.set(after, authors);
      } else if (after !== before) {
        authors = (name === 'undo' && authorsOf.get(after)) || new Set([...authors, role]);
        authorsOf.set(after, authors);
      }
      // What is due begins, as the worker would have it. Nobody claims a letter, so it can be taken back, and the walk goes on.
      await office.exec(`select private.turn_campaigns(now())`);
      const turned = await c.read(id);
      expect({ status: turned.status, isFrozen: turned.frozen_at !== null, letters: await c.letters(id), log }).toMatchObject({
        isFrozen: ['scheduled', 'sending', 'paused'].includes(turned.status),
        letters: ['scheduled', 'sending', 'paused'].includes(turned.status) ? 3 : 0,
      });
      if (turned.status === 'sending') {
        begun.add(seed);
        expect({ approved: approvals.some(({ wording }) => wording === after), log }).toMatchObject({ approved: true });
      }
    }
  },
);

test('in many of these walks it did go out', () => {
  expect(begun.size).toBeGreaterThan(4);
});
