import { addMonths, monthOf } from '../../../domain/shared/dates.ts';
import { compileMonth } from '../../reports/compile-month.ts';
import type { Job } from '../registry.ts';

/** The past month's report, by itself, from seven in the morning of the first business day. */
export const reportsCompile: Job = {
  name: 'reports.compile',
  wanted: ({ today, hour, firstBusinessDay, since }) => {
    const month = addMonths(monthOf(today), -1).slice(0, 7);
    const isTime = today > firstBusinessDay || (today === firstBusinessDay && hour >= 7);
    // An office that began this month has nothing to say of the last one.
    return isTime && since.slice(0, 7) <= month ? { payload: { month }, key: `reports.compile:${month}` } : null;
  },
  run: async (office, { month }) => {
    if (typeof month !== 'string' || !/^\d{4}-\d{2}$/.test(month)) throw new Error('reports.compile needs a month, such as 2026-10.');
    await compileMonth(office, month);
  },
};
