import { describe, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/tasks/due-words.ts';

// A Wednesday.
const today = '2026-11-25';

describe('a due day in words', () => {
  test.each([
    ['today', '2026-11-25'],
    ['Tomorrow', '2026-11-26'],
    ['fri', '2026-11-27'],
    ['friday', '2026-11-27'],
    // The day of today's name is the next one, not today.
    ['wed', '2026-12-02'],
    ['mon', '2026-11-30'],
    ['next friday', '2026-12-04'],
    ['next week', '2026-11-30'],
    ['next month', '2026-12-01'],
    ['end of month', '2026-11-30'],
    ['in 3 days', '2026-11-28'],
    ['+10', '2026-12-05'],
    ['2w', '2026-12-09'],
    ['in 1 month', '2026-12-25'],
    ['12/1', '2026-12-01'],
    ['11/3', '2027-11-03'],
    ['3/4/27', '2027-03-04'],
    ['Dec 1', '2026-12-01'],
    ['1 december', '2026-12-01'],
    ['Dec. 1st, 2027', '2027-12-01'],
    ['2026-12-24', '2026-12-24'],
    ['mañana', '2026-11-26'],
  ])('“%s” is %s', (words, day) => {
    expect(readDay(words, today, 'en')).toBe(day);
  });

  test.each([
    ['hoy', '2026-11-25'],
    ['pasado mañana', '2026-11-27'],
    ['viernes', '2026-11-27'],
    ['el próximo viernes', '2026-12-04'],
    ['sábado', '2026-11-28'],
    ['la semana que viene', '2026-11-30'],
    ['en 3 días', '2026-11-28'],
    ['dentro de 2 semanas', '2026-12-09'],
    ['fin de mes', '2026-11-30'],
    ['1/12', '2026-12-01'],
    ['1 de diciembre', '2026-12-01'],
    ['24 dic', '2026-12-24'],
    ['tomorrow', '2026-11-26'],
  ])('“%s” es %s', (words, day) => {
    expect(readDay(words, today, 'es')).toBe(day);
  });

  test.each(['', 'soon', '2/30', '13/1', '2026-02-30', 'fr', 'in days', '99', '0/0'])('“%s” is no day', (words) => {
    expect(readDay(words, today, 'en')).toBeNull();
  });
});
