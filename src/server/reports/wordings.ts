import english from '../../../templates/report/wording.en.json' with { type: 'json' };
import type { ReportWording } from '../../domain/reports/wording.ts';

/** One entry for each language that the report can be written in. The compiler refuses a file in which a word is missing. */
const wordings = { en: english satisfies ReportWording } as const;

export type ReportLanguage = keyof typeof wordings;

/** The words of the report in a language. */
export function getWording(language: ReportLanguage = 'en'): ReportWording {
  return wordings[language];
}
