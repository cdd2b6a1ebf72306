import { readFileSync } from 'node:fs';
import type { ReportWording } from '../../../src/domain/reports/wording.ts';

/** The wording that the office prints with, so that a test reads what a person would read. */
export const english = JSON.parse(
  readFileSync(new URL('../../../templates/report/wording.en.json', import.meta.url), 'utf8'),
) as ReportWording;
