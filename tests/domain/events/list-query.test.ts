import { expect, test } from 'vitest';
import { readEventListQuery, toEventListRpc, writeEventListQuery } from '../../../src/domain/events/list-query.ts';

const read = (text: string) => readEventListQuery(new URLSearchParams(text));

test('the address of the list is read and written alike, without what is usual', () => {
  for (const text of [
    '',
    'tab=past&q=library&kind=clinic%2Ctraining&district=3%2Cnone&language=es',
    'tab=all&status=held&section=4&when=2026-10',
  ])
    expect(writeEventListQuery(read(text)).toString()).toBe(text);
  expect(writeEventListQuery(read('tab=nothing&kind=party')).toString()).toBe('');
});

test('a tab asks for its events, codes of districts become ids, and what was is read backwards', () => {
  const districts = [{ id: 'd3', code: '3' }];
  expect(toEventListRpc(read('district=3,none,9&kind=clinic'), districts)).toEqual({
    filters: { is_coming: true, kind: ['clinic'], district: ['d3', null] },
    sort: 'starts_at',
  });
  expect(toEventListRpc(read('tab=past&q=peña'), districts)).toEqual({
    filters: { is_coming: false },
    search: 'peña',
    sort: 'starts_at',
    descending: true,
  });
  expect(toEventListRpc(read('tab=attention'), districts)).toMatchObject({ filters: { needs_attention: true } });
});

test('what a report counted opens as it was counted: of a state, a section, and a span of days', () => {
  expect(toEventListRpc(read('tab=all&status=held&section=8&when=2026-05-01..2026-10-31'), [])).toMatchObject({
    filters: { status: ['held'], section: [8], when: { from: '2026-05-01', to: '2026-10-31' } },
    descending: true,
  });
  expect(toEventListRpc(read('tab=all&status=gone&section=11&when=soon'), [])).toMatchObject({ filters: {} });
});
