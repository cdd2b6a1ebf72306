import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRefresher } from '../../src/app/providers/live-refresh.ts';
import { readEvents } from '../../src/app/providers/live-stream.ts';
import { type AskedQuery, isTouched } from '../../src/app/providers/live-touch.ts';

const list = (resource: string, params: object = {}): AskedQuery => ({ queryKey: ['data', 'default', resource, 'list', params] });
const one = (resource: string, id: string): AskedQuery => ({ queryKey: ['data', 'default', resource, 'one', id, {}] });

describe('what a change makes a screen ask again', () => {
  test('every list of that table, and the record that changed, but no other record', () => {
    const change = { table: 'inquiries', ids: ['a'] };
    expect(isTouched(list('inquiries'), change)).toBe(true);
    expect(isTouched(one('inquiries', 'a'), change)).toBe(true);
    expect(isTouched(one('inquiries', 'b'), change)).toBe(false);
    expect(isTouched(list('topics'), change)).toBe(false);
  });

  test('without ids every record of the table may have changed', () => {
    expect(isTouched(one('inquiries', 'b'), { table: 'inquiries' })).toBe(true);
  });

  test('a resident with their phones, and an inquiry that names them', () => {
    expect(isTouched(one('residents', 'r'), { table: 'resident_phones', ids: ['p'] })).toBe(true);
    expect(isTouched(one('inquiries', 'a'), { table: 'residents', ids: ['r'] })).toBe(true);
  });

  test('a record’s story grows by changes of that record alone; the story of the whole office by any', () => {
    const story = list('changes', { query: { table: 'inquiries', id: 'a' } });
    expect(isTouched(story, { table: 'inquiries', ids: ['a'] })).toBe(true);
    expect(isTouched(story, { table: 'inquiries', ids: ['b'] })).toBe(false);
    expect(isTouched(story, { table: 'topics', ids: ['a'] })).toBe(false);
    expect(isTouched(story, { table: 'interactions', ids: ['n'] })).toBe(true);
    expect(isTouched(list('changes'), { table: 'topics', ids: ['t'] })).toBe(true);
  });

  test('an answer that says what it is drawn from hears of that; a form in which somebody types is left alone', () => {
    const references: AskedQuery = { queryKey: ['data', 'default', 'custom', { url: 'reference_data' }], meta: { live: ['topics'] } };
    expect(isTouched(references, { table: 'topics', ids: ['t'] })).toBe(true);
    expect(isTouched(references, { table: 'inquiries', ids: ['a'] })).toBe(false);
    const form: AskedQuery = { ...one('topics', 't'), meta: { live: false } };
    expect(isTouched(form, { table: 'topics', ids: ['t'] })).toBe(false);
    expect(isTouched(form, { table: '*' })).toBe(false);
    const presence: AskedQuery = { queryKey: ['presence'], meta: { live: ['presence.inquiries'], liveId: 'a' } };
    expect(isTouched(presence, { table: 'presence.inquiries', ids: ['a'] })).toBe(true);
    expect(isTouched(presence, { table: 'presence.inquiries', ids: ['b'] })).toBe(false);
    expect(isTouched(presence, { table: 'presence.inquiries' })).toBe(true);
    expect(isTouched(presence, { table: '*' })).toBe(true);
    expect(isTouched(one('topics', 't'), { table: '*' })).toBe(true);
  });
});

describe('asking again', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('thirty changes in half a second ask once, for all of them', async () => {
    const refresh = vi.fn(async (_isAffected: (query: AskedQuery) => boolean) => {});
    const { tell } = createRefresher(refresh, () => false);
    for (let n = 0; n < 30; n++) {
      tell({ table: n % 2 ? 'inquiries' : 'topics', ids: [String(n)] });
      await vi.advanceTimersByTimeAsync(16);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(refresh).toHaveBeenCalledTimes(1);
    const isAffected = refresh.mock.calls[0]?.[0];
    expect([isAffected?.(one('inquiries', '29')), isAffected?.(one('inquiries', '28')), isAffected?.(list('topics'))]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('changes that never pause do not put it off for more than a second', async () => {
    const refresh = vi.fn(async () => {});
    const { tell } = createRefresher(refresh, () => false);
    for (let n = 0; n < 20; n++) {
      tell({ table: 'inquiries', ids: [String(n)] });
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(refresh).toHaveBeenCalled();
  });

  test('a page that nobody sees asks nothing until it is looked at, and then once', async () => {
    let isHidden = true;
    const refresh = vi.fn(async () => {});
    const { tell, seen } = createRefresher(refresh, () => isHidden);
    tell({ table: 'inquiries', ids: ['a'] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(refresh).not.toHaveBeenCalled();
    isHidden = false;
    seen();
    await vi.advanceTimersByTimeAsync(0);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test('a change that comes while it asks is asked for after it', async () => {
    let finish: () => void = () => {};
    const refresh = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { tell } = createRefresher(refresh, () => false);
    tell({ table: 'inquiries', ids: ['a'] });
    await vi.advanceTimersByTimeAsync(300);
    tell({ table: 'inquiries', ids: ['a'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(refresh).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(300);
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});

test('events are read whole, however the network cuts them', async () => {
  const bytes = new TextEncoder().encode(': open\n\ndata: {"table":"topics","ids":["ñ"]}\n\n: still here\n\ndata: {"table":"*"}\n\n');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const alive = vi.fn();
  const events = [];
  for await (const event of readEvents(body, alive)) events.push(event);
  expect(events).toEqual([{ table: 'topics', ids: ['ñ'] }, { table: '*' }]);
  expect(alive).toHaveBeenCalled();
});
