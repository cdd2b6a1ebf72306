import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>(`select id from topics where code = 'city-finances'`))[0]?.id);
});
afterAll(() => office.close());

test('forty inquiries taken at once get forty different numbers, none left out', async () => {
  const staff = office.as('staff');
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      staff
        .from('inquiries')
        .insert({ subject: `Call ${index}`, channel: 'phone', topic_id: topic })
        .select('number')
        .single(),
    ),
  );
  expect(made.map(({ error }) => error)).toEqual(made.map(() => null));
  const numbers = made.map(({ data }) => (data as { number: string }).number).sort();
  const year = numbers[0]?.slice(0, 4);
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => `${year}-${String(index + 1).padStart(6, '0')}`));
});

test('the number counts in the year in which the office received the inquiry, by its own clock', async () => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    // Half past eleven in the evening of December 31 in Kansas City is already the next year in UTC.
    .insert({ subject: 'On New Year’s Eve', channel: 'phone', topic_id: topic, opened_at: '2026-01-01T05:30:00Z' })
    .select('number')
    .single();
  expect(error).toBeNull();
  expect((data as { number: string }).number).toBe('2025-000001');
});
