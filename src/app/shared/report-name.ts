import { reportKinds } from '../../domain/awards/report.ts';
import type { Translate } from '../providers/i18n.tsx';

export type NamedReport = { kind: string; is_final?: boolean; title?: string };

/** What a report of an award is called: its own title, else its kind, the last one of its kind as such. */
export function reportName(t: Translate, { kind, is_final, title }: NamedReport): string {
  if (title) return title;
  const plain = t(`award.report.${reportKinds.find((one) => one === kind) ?? 'other'}`);
  return is_final && kind !== 'subaward_final' ? t('schedule.final', { name: plain }) : plain;
}
