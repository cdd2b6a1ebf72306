import { expect, test } from 'vitest';
import { fileImports as english } from '../../../src/app/i18n/en/file-imports.ts';
import { fileImports as spanish } from '../../../src/app/i18n/es/file-imports.ts';
import { type ImportField, importFields } from '../../../src/domain/imports/fields.ts';
import { guessColumns } from '../../../src/server/imports/guess-columns.ts';
import { inquiryColumnNames } from '../../../src/server/imports/inquiry-columns.ts';
import { residentColumnNames } from '../../../src/server/imports/resident-columns.ts';

test.each([
  ['English', english],
  ['Spanish', spanish],
])('the empty sheet that the screen offers is understood column by column: %s', (_language, words) => {
  const label = (field: ImportField) => words[`import.field.${field}` as keyof typeof words];
  for (const [resource, names] of [
    ['residents', residentColumnNames],
    ['inquiries', inquiryColumnNames],
  ] as const) {
    const fields: readonly ImportField[] = importFields[resource];
    const guessed = guessColumns(fields.map(label), fields, names as Record<ImportField, readonly string[]>);
    expect(guessed).toEqual(Object.fromEntries(fields.map((field) => [field, label(field)])));
  }
});
