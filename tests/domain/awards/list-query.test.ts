import { expect, test } from 'vitest';
import { readAwardListQuery, toAwardListRpc, writeAwardListQuery } from '../../../src/domain/awards/list-query.ts';

const read = (text: string) => readAwardListQuery(new URLSearchParams(text));

test('an address of the register is read and written back the same', () => {
  const text = 'tab=all&q=16.738&status=active%2Csuspended&component=BJA&department=health&held=yes&sort=federal_cents';
  expect(writeAwardListQuery(read(text)).toString()).toBe(text);
  expect(writeAwardListQuery(read('tab=none&status=none&sort=none')).toString()).toBe('');
});

test('codes become ids, and unknown ones no filter', () => {
  const rpc = toAwardListRpc(read('component=BJA,NONE'), [{ id: 'c1', code: 'BJA' }], []);
  expect(rpc).toMatchObject({ filters: { is_running: true, component: ['c1'] }, sort: 'ends_on', descending: false });
});
