import { expect, test } from 'vitest';
import { readingGrade } from '../../../src/domain/legislation/reading-grade.ts';

const plain =
  'You can put your old sofa out on the curb. We pick it up on the same day as your trash. Call us two days before. There is no cost. You may put out ten things.';
const official =
  'Notwithstanding any provision to the contrary contained in the aforementioned ordinance, applicants desiring authorization for the construction of residential enclosures shall submit comprehensive documentation demonstrating compliance with applicable dimensional regulations.';

test('plain words ask for little schooling, official ones for much', () => {
  expect(readingGrade(plain, 'en')).toBeLessThanOrEqual(4);
  expect(readingGrade(official, 'en')).toBeGreaterThan(18);
});

test('a number with "No." before it ends no sentence', () => {
  expect(readingGrade(`${plain} It is in Ordinance No. 210140.`, 'en')).toBe(readingGrade(`${plain} It is in Ordinance 210140.`, 'en'));
});

test('Spanish has a measure of its own; other languages and a few words have none', () => {
  const spanish =
    'Puede sacar su sofá viejo a la acera. Lo recogemos el mismo día que la basura. Llame dos días antes. No cuesta nada. Puede sacar diez cosas.';
  const hard =
    'No obstante cualquier disposición contraria contenida en la ordenanza mencionada, los solicitantes interesados en obtener autorización para la construcción de cerramientos residenciales presentarán documentación exhaustiva que demuestre conformidad con las reglamentaciones dimensionales aplicables.';
  const [easy, official] = [readingGrade(spanish, 'es'), readingGrade(hard, 'es')];
  expect(easy).toBeLessThan(6);
  expect(official ?? 0).toBeGreaterThan((easy ?? 0) + 4);
  expect(readingGrade(plain, 'so')).toBeNull();
  expect(readingGrade('Yes.', 'en')).toBeNull();
});
