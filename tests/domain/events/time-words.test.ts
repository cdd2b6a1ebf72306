import { expect, test } from 'vitest';
import { readTime } from '../../../src/domain/events/time-words.ts';

test.each([
  ['10', '10:00'],
  ['6', '18:00'],
  ['7', '07:00'],
  ['12', '12:00'],
  ['noon', '12:00'],
  ['mediodía', '12:00'],
  ['6pm', '18:00'],
  ['6:30 PM', '18:30'],
  ['6:30 p. m.', '18:30'],
  ['6:30 a.m.', '06:30'],
  ['12 am', '00:00'],
  ['1830', '18:30'],
  ['18:30', '18:30'],
  ['06:00', '06:00'],
  ['18h', '18:00'],
])('"%s" is %s', (text, time) => expect(readTime(text)).toBe(time));

test.each(['', 'soon', '25', '10:75', '13 pm', '0 am', '10-12'])('"%s" is no time', (text) => expect(readTime(text)).toBeNull());

test('an end is later than the start, where a bare hour can be', () => {
  expect(readTime('12', '10:00')).toBe('12:00');
  expect(readTime('1', '10:00')).toBe('13:00');
  expect(readTime('8', '18:00')).toBe('20:00');
  expect(readTime('9', '18:30')).toBe('21:00');
  // Nothing that is later: the hour stays what it usually is, and the form says that it ends too early.
  expect(readTime('9', '22:00')).toBe('09:00');
  expect(readTime('9 am', '18:00')).toBe('09:00');
});
