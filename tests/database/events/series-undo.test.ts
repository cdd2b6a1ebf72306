import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLocal } from '../../../src/domain/shared/zoned.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type Answer, everything, type Row, seriesOf, tuesdays } from './series-support.ts';

let office: TestOffice;
let series: ReturnType<typeof seriesOf>;
beforeAll(async () => {
  office = await openOffice();
  series = seriesOf(office);
});
afterAll(() => office.close());

/** The same numbers for the same seed (mulberry32), so that what fails can be looked at again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

test.each([1, 2, 3, 4, 5, 6])('whatever was done to series, taken back step by step, leaves every row as it was (%i)', async (seed) => {
  const roll = dice(seed);
  const [staff] = await office.exec<{ id: string }>('select id from staff limit 1');
  const { series_id } = await series.create(tuesdays(), {
    is_published: seed % 2 === 0,
    staff: [{ staff_id: staff?.id, task: 'lead' }],
    languages: [{ language: 'es', mode: 'spoken' }],
  });
  const rules = ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6', 'FREQ=MONTHLY;COUNT=4', 'FREQ=WEEKLY;COUNT=12', 'FREQ=DAILY;COUNT=5'];
  const known = new Set([series_id]);
  const done: { set: string; before: string[]; what: string }[] = [];
  for (let step = 0; step < 9; step++) {
    const events: Row[] = (await Promise.all([...known].map((id) => series.rows(id)))).flat();
    if (events.length === 0) break;
    const event = series.at(events, roll(events.length));
    const scope = roll(2) === 0 ? 'following' : 'all';
    const before = await everything(office);
    const startsLocal = addLocal(addLocal(event.local.replace(' ', 'T'), { days: roll(4) - 1 }), { minutes: roll(5) * 30 }).slice(0, 16);
    const acts: [string, () => Promise<Answer>][] = [
      [
        'patch',
        () => series.patch(event, scope, { title: `Title ${step}`, languages: [{ language: roll(2) ? 'es' : 'vi', mode: 'spoken' }] }),
      ],
      ['move', () => series.move(event, scope, { startsLocal, minutes: 60 })],
      ['rule', () => series.move(event, scope, { startsLocal, rule: rules[roll(rules.length)] ?? '' })],
      ['remove', () => series.end(event, roll(3) === 0 ? scope : 'this', { remove: true, reason: 'Too few' })],
      ['cancel', () => series.end(event, roll(3) === 0 ? scope : 'this', { reason: 'Closed' })],
    ];
    const [what, act] = acts[roll(acts.length)] ?? acts[0] ?? ['nothing', async () => ({}) as Answer];
    const answer = await act().catch((error: { code?: string; message: string }) => {
      // What the rules refuse (nothing left to cancel, days that cannot move along) is no act.
      if (error.code?.startsWith('PT') || /cannot move along/.test(error.message)) return null;
      throw error;
    });
    if (!answer) {
      expect(await everything(office)).toEqual(before);
      continue;
    }
    if (typeof answer.series_id === 'string') known.add(answer.series_id);
    done.push({ set: String(answer.change_set), before, what: `${what} ${scope} ${step}` });
  }
  expect(done.length).toBeGreaterThan(3);
  for (const { set, before, what } of done.reverse()) {
    const [written] = await office.exec('select 1 from change_sets where id = $1 and cardinality(tables) > 0', [set]);
    // An act that changed nothing has nothing to undo.
    if (written) expect({ what, refused: (await series.undo(set)).refused }).toEqual({ what, refused: undefined });
    expect({ what, rows: await everything(office) }).toEqual({ what, rows: before });
  }
});
