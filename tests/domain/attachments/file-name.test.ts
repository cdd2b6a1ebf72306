import { expect, test } from 'vitest';
import { cleanFileName, endingOf } from '../../../src/domain/attachments/file-name.ts';

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\Water bill.pdf', 'Water bill.pdf'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['  .hidden.txt. ', 'hidden.txt'],
  ['what? <now>: "this|that*".csv', 'what- -now-- -this-that--.csv'],
  ['CON.txt', '_CON.txt'],
  ['', 'file'],
  ['...', 'file'],
  ['Solicitud de la señora Peña 日本.pdf', 'Solicitud de la señora Peña 日本.pdf'],
  // Letters and accents apart, as a Mac writes them.
  ['pen\u0303a.pdf', 'peña.pdf'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test('a very long name keeps its ending, and no character is cut in two', () => {
  const name = cleanFileName(`${'😀'.repeat(200)}.pdf`);
  expect(name.length).toBeLessThanOrEqual(160);
  expect(name.endsWith('😀.pdf')).toBe(true);
  expect(cleanFileName(name)).toBe(name);
});

test('an ending is what follows the last dot, and a name of dots alone has none', () => {
  expect(['a.PDF', 'a.tar.gz', '.profile', 'a.', 'a', 'a.what ever'].map(endingOf)).toEqual(['pdf', 'gz', '', '', '', '']);
});
