import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerCommands } from '../../../src/server/control.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { runProgram } from '../../support/run-program.ts';
import { csvOf } from '../imports/example-cells.ts';

const golden = inject('golden');
// With a server the command opens the database itself; only the embedded office is one process's.
describe.skipIf(golden.server !== null)('while the embedded office is open', () => {
  let office: TestOffice;
  const run = (command: string, ...words: string[]) =>
    runProgram(`commands/${command}.ts`, words, { ROTUNDA_DATA: office.config.dataFolder });
  const file = (name: string) => path.join(office.config.dataFolder, name);
  beforeAll(async () => {
    office = await openOffice();
    answerCommands(office);
  });
  afterAll(() => office.close());

  test('a 311 file is imported through it, and its progress is told', async () => {
    await writeFile(file('cases.csv'), csvOf(['2019000001', '2019000002'].map((id) => ({ 'CASE ID': id }))));
    const { code, out, err } = await run('import', 'inquiries', '--preset', 'kc311', file('cases.csv'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Writing …');
    expect(out).toContain('2 new, 0 changed, 0 unchanged');
    expect((await office.exec(`select 1 from inquiries where source_system is not null`)).length).toBe(2);
  });

  test('settings go out and come in through it', async () => {
    expect((await run('export', 'settings', file('office.json'))).code).toBe(0);
    const same = await run('import', 'settings', file('office.json'), '--dry-run');
    expect(same.out).toContain('nothing to change');
    await writeFile(file('change.json'), JSON.stringify({ format: 'rotunda-office-1', office: { address: '9 Oak' } }));
    const changed = await run('import', 'settings', file('change.json'));
    expect(changed.out).toContain('address "414 E 12th St, Kansas City, MO 64106" → "9 Oak"');
    await writeFile(file('wrong.json'), JSON.stringify({ format: 'rotunda-office-1', topics: [] }));
    const wrong = await run('import', 'settings', file('wrong.json'));
    expect([wrong.code, wrong.err.trim()]).toEqual([1, 'topics must name one at least.']);
  });
});
