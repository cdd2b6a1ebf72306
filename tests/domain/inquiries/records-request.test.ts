import { expect, test } from 'vitest';
import { type RecordsRequest, readStand, writeRecordsLetter } from '../../../src/domain/inquiries/records-request.ts';

const request = {
  safe_due_on: '2026-11-27',
  delay_sent_on: null,
  delay_until_on: null,
  fee_lapses_on: null,
  question_lapses_on: null,
  ended_as: null,
  ended_on: null,
} as unknown as RecordsRequest;

test('a request stands by the earliest day that the law may mean, by its delay once that was told, and not before the custodian has it', () => {
  expect(readStand(request, '2026-11-27')).toEqual({ kind: 'due', on: '2026-11-27', isDelayed: false });
  expect(readStand(request, '2026-11-28')).toMatchObject({ kind: 'late' });
  expect(readStand({ ...request, delay_sent_on: '2026-11-26', delay_until_on: '2026-12-11' }, '2026-11-28')).toMatchObject({
    kind: 'due',
    on: '2026-12-11',
  });
  expect(readStand({ ...request, safe_due_on: null }, '2026-11-28')).toEqual({ kind: 'to_custodian' });
});

test('a fee that was not paid lapses the day after its last day', () => {
  expect(readStand({ ...request, fee_lapses_on: '2026-05-31' }, '2026-05-31')).toMatchObject({ kind: 'due' });
  expect(readStand({ ...request, fee_lapses_on: '2026-05-31' }, '2026-06-01')).toEqual({ kind: 'lapsed', on: '2026-05-31' });
});

test('letters are written in the resident’s language, and nothing is left unfilled', () => {
  const facts = {
    number: '2026-000012',
    subject: 'Contract',
    office: 'Office',
    received: 'Nov 20',
    reason: 'Off site',
    until: 'Dec 11',
    place: ', Room 25',
    fee: '$40',
    question: 'Which years?',
    lapses: 'Feb 20',
  };
  for (const language of ['en', 'es', 'vi']) {
    for (const kind of ['delay', 'fee', 'question'] as const) expect(writeRecordsLetter(kind, language, facts)).not.toMatch(/\{\w+\}/);
  }
  expect(writeRecordsLetter('question', 'es', facts)).toContain('Which years?');
  expect(writeRecordsLetter('fee', 'es', facts)).toContain('a más tardar el Feb 20');
});
