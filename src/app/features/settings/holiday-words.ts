import type { MessageKey } from '../../i18n/translate.ts';
import type { Translate } from '../../providers/i18n.tsx';
import type { Format } from '../../shared/format.ts';

export type HolidayRule = {
  id: string;
  calendar: string;
  name: string;
  month: number;
  day: number | null;
  weekday: number | null;
  nth: number | null;
  offset_days: number;
  since_year: number;
  until_year: number | null;
};

const two = (n: number) => String(n).padStart(2, '0');

/** A rule as people say it: "July 4", "the last Monday of May", "the day after the fourth Thursday of November". */
export function sayRule(rule: HolidayRule, t: Translate, format: Format): string {
  if (rule.day !== null) return format.dayOfYear(`2024-${two(rule.month)}-${two(rule.day)}`);
  const day = t('rule.nth', {
    nth: t(`rule.nth_${rule.nth === -1 ? 'last' : rule.nth}` as MessageKey),
    // 1 January 2024 was a Monday.
    weekday: format.weekday(`2024-01-0${rule.weekday}`),
    month: format.monthName(`2024-${two(rule.month)}-01`),
  });
  if (rule.offset_days === 0) return day;
  return rule.offset_days === 1 ? t('rule.day_after', { day }) : t('rule.days_after', { day, count: rule.offset_days });
}

/** The rule that gave a holiday, where one did. */
export function ruleOf(rules: HolidayRule[], holiday: { calendar: string; name: string; actual_on: string }): HolidayRule | undefined {
  const year = Number(holiday.actual_on.slice(0, 4));
  return rules.find(
    (rule) =>
      rule.calendar === holiday.calendar &&
      rule.name === holiday.name &&
      rule.since_year <= year &&
      year <= (rule.until_year ?? Number.POSITIVE_INFINITY),
  );
}
