import { expect, it } from 'vitest';
import { nameOfLanguage } from '../../src/domain/shared/language-name.ts';

it('says a language in the words of another, with a capital letter', () => {
  expect(nameOfLanguage('es', { code: 'so', name: 'Somali' })).toBe('Somalí');
  expect(nameOfLanguage('en', { code: 'so', name: 'Somali' })).toBe('Somali');
});

it('keeps the name that the office gave to what nobody else names', () => {
  expect(nameOfLanguage('es', { code: 'qaa', name: 'Sign of home' })).toBe('Sign of home');
  expect(nameOfLanguage('es', { code: 'en-us-mo', name: 'Ozark' })).toBe('Ozark');
});
