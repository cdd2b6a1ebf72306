import { expect, it } from 'vitest';
import { toRefusal } from '../../src/data/refusals.ts';

it('a sentence of the database arrives whole, with the field that it is about', () => {
  const error = {
    code: 'PT422',
    message: 'Choose how this inquiry was resolved before closing it.',
    hint: 'resolution_code',
    details: null,
  };
  expect(toRefusal(error, 422)).toEqual({ kind: 'invalid', message: error.message, reason: 'resolution_code', field: 'resolution_code' });
  expect(toRefusal({ code: 'PT409', message: 'Somebody else saved.', hint: 'conflict' }, 409).kind).toBe('conflict');
});

it('a named check becomes a sentence, whether the backend says 23514 or SUP', () => {
  const message = 'new row for relation "inquiries" violates check constraint "inquiries_subject_filled"';
  for (const code of ['23514', 'SUP']) {
    expect(toRefusal({ code, message }, 500)).toMatchObject({ kind: 'invalid', field: 'subject', reason: 'inquiries_subject_filled' });
  }
});

it('words of PostgreSQL about policies and tables are never shown', () => {
  const refusal = toRefusal({ code: '42501', message: 'permission denied for table inquiries', hint: null }, 403);
  expect(refusal.kind).toBe('forbidden');
  expect(refusal.message).not.toContain('table');
});

it('a lost connection, an ended session and a missing row are told apart', () => {
  expect(toRefusal({ message: 'TypeError: fetch failed' }).kind).toBe('unreachable');
  expect(toRefusal({ code: 'PGRST301', message: 'JWT expired' }, 401).kind).toBe('signed_out');
  expect(toRefusal({ code: 'PGRST116', message: '' }, 406).kind).toBe('missing');
  expect(toRefusal(new Error('x')).kind).toBe('unexpected');
});
