import type { Flag, Severity } from '../../../../domain/awards/flags.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { Tone } from '../../../shared/components/tag.tsx';
import { useReportWords } from '../schedule/use-report-words.ts';

export const severityTones: Record<Severity, Tone> = { 3: 'brick', 2: 'amber', 1: 'plain' };

/** What is risky about an award, as a sentence with its reason, in the reader's language. */
export function useFlagWords(): (flag: Flag) => string {
  const { t, tn, format } = useWords();
  const report = useReportWords();
  const day = (date: string) => format.dateWithYear(date);
  const percent = (bp: number) => t('money.percent', { value: format.decimal(bp / 100) });
  return (flag) => {
    switch (flag.code) {
      case 'report_late':
        return tn('flag.report_late', flag.count, {
          report: report.name({ ...flag, is_final: flag.is_final ?? false }),
          day: day(flag.since),
        });
      case 'funds_stopped':
      case 'funds_stop':
        return t(`flag.${flag.code}.${flag.what}`, {
          report: report.name({ ...flag, is_final: flag.is_final ?? false }),
          day: day(flag.on),
        });
      case 'cash_old':
        return t('flag.cash_old', { amount: format.money(flag.cents), day: day(flag.since) });
      case 'over_ten':
      case 'near_ten':
        return flag.code === 'over_ten' && flag.fresh.length > 0
          ? t('flag.over_ten_fresh', { categories: flag.fresh.map((category) => t(`money.category.${category}`)).join(', ') })
          : t(`flag.${flag.code}`, { amount: format.money(flag.moved_cents), limit: format.money(flag.limit_cents) });
      case 'burn_ahead':
      case 'burn_behind':
        return t(`flag.${flag.code}`, { spent: percent(flag.spent_bp), elapsed: percent(flag.elapsed_bp) });
      case 'condition_withholds':
        return tn('flag.condition_withholds', flag.count, { amount: format.money(flag.cents) });
      case 'condition_late':
      case 'sub_excluded':
      case 'sub_ffata':
      case 'sub_finding':
      case 'sub_final':
        return tn(`flag.${flag.code}`, flag.count, { day: day(flag.since) });
      case 'sub_sam':
      case 'sub_risk':
        return tn(`flag.${flag.code}`, flag.count);
      case 'appeal_due':
        return t('flag.appeal_due', { day: day(flag.on) });
      default:
        return tn('flag.ends_soon', flag.days, { day: day(flag.on) });
    }
  };
}
