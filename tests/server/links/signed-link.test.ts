import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLink, signLink } from '../../../src/server/links/signed-link.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it('a link opens the record that it was made for', async () => {
  const id = randomUUID();
  expect(await readLink(office, 'registration', await signLink(office, 'registration', id))).toBe(id);
});
it('a link for one purpose is none for another', async () => {
  expect(await readLink(office, 'thanks', await signLink(office, 'registration', randomUUID()))).toBeNull();
});
it('a link whose record or signature was changed opens nothing', async () => {
  const mine = await signLink(office, 'registration', randomUUID());
  const other = await signLink(office, 'registration', randomUUID());
  expect(await readLink(office, 'registration', `${other.split('.')[0]}.${mine.split('.')[1]}`)).toBeNull();
  for (const odd of ['', '.', mine.slice(0, -1), `${mine}A`, mine.replace('.', '..'), `${'A'.repeat(22)}.${'A'.repeat(22)}`])
    expect(await readLink(office, 'registration', odd)).toBeNull();
});
it('another process of the same office reads the same link', async () => {
  const id = randomUUID();
  const token = await signLink(office, 'registration', id);
  expect(await readLink({ ...office }, 'registration', token)).toBe(id);
});
