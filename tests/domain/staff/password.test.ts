import { expect, test } from 'vitest';
import { findPasswordFault } from '../../../src/domain/staff/password.ts';

const about = { email: 'samuel.whitfield@city.example', name: 'Samuel Whitfield' };

test.each([
  'correct horse battery',
  'tin roof in a gale',
  'mira el río de noche',
  'x7#kQ9!vLm2z',
  'rotunda-9f3ac1d27b60',
  'Whitfield eats 3 pears daily',
])('"%s" will do', (password) => {
  expect(findPasswordFault(password, about)).toBeNull();
});

test.each([
  ['short', 'tin roof'],
  ['short', '🐴🐴🐴🐴🐴🐴🐴🐴🐴🐴🐴'],
  ['long', 'long and winding '.repeat(5)],
  ['long', 'ñ'.repeat(37)],
  ['personal', 'samuel.whitfield'],
  ['personal', 'Whitfield1234'],
  ['personal', 'SAMUEL-whitfield!'],
  ['personal', 'samuel.whitfield@city.example'],
  ['common', 'Password1234'],
  ['common', 'P@ssw0rd2026!'],
  ['common', 'passwordpassword'],
  ['common', 'welcome-welcome'],
  ['common', 'Kansas City 2026'],
  ['common', 'qwertyuiop123'],
  ['common', '123456789012'],
  ['common', '816-555-0142-1'],
  ['common', 'aaaaaaaaaaaa'],
  ['common', 'abcabcabcabc'],
  ['common', '1qaz2wsx3edc'],
  ['common', 'contraseña123'],
])('%s: "%s"', (fault, password) => {
  expect(findPasswordFault(password, about)).toBe(fault);
});
