import english from '../../../templates/radar/en.json' with { type: 'json' };
import spanish from '../../../templates/radar/es.json' with { type: 'json' };
import type { ReportKind } from '../../domain/awards/report.ts';
import { fill } from '../../domain/reports/wording.ts';

export type NamedReport = { kind: ReportKind; is_final?: boolean; title?: string };

/** What a report of an award is called where no screen is: its own title, else its kind, the last one of its kind as such. */
export function reportName({ kind, is_final, title }: NamedReport, language: string): string {
  if (title) return title;
  const { kinds, final } = language === 'es' ? spanish : english;
  return is_final && kind !== 'subaward_final' ? fill(final, { name: kinds[kind] }) : kinds[kind];
}
