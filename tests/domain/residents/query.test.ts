import { expect, it } from 'vitest';
import { readResidentQuery, writeResidentQuery } from '../../../src/domain/residents/query.ts';

it('the address of the list of residents is read back as it was written', () => {
  const text = 'q=pe%C3%B1a+816&language=es%2Cso&district=none&sort=-updated_at';
  expect(writeResidentQuery(readResidentQuery(new URLSearchParams(text))).toString()).toBe(text);
  expect(writeResidentQuery(readResidentQuery(new URLSearchParams('sort=phone&after=%7B%7D'))).toString()).toBe('');
});
