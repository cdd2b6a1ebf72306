import { describe, expect, it } from 'vitest';
import { countBusinessDays, holidaysBetween, readDeadline } from '../../../src/domain/inquiries/deadline.ts';

const thanksgiving = new Set(['2026-11-26', '2026-11-27']);

describe('the clock of an inquiry', () => {
  it('counts business days without weekends and holidays', () => {
    expect(countBusinessDays('2026-11-20', '2026-11-23', thanksgiving)).toBe(1);
    expect(countBusinessDays('2026-11-25', '2026-12-01', thanksgiving)).toBe(2);
    expect(countBusinessDays('2026-11-25', '2026-11-25', thanksgiving)).toBe(0);
  });

  it('says overdue in calendar days, today, near, and later', () => {
    expect(readDeadline('2026-11-22', '2026-11-23', thanksgiving)).toEqual({ kind: 'overdue', days: 1 });
    expect(readDeadline('2026-11-23', '2026-11-23', thanksgiving)).toEqual({ kind: 'today' });
    expect(readDeadline('2026-11-24', '2026-11-23', thanksgiving)).toEqual({ kind: 'soon', businessDays: 1 });
    expect(readDeadline('2026-12-01', '2026-11-23', thanksgiving)).toEqual({ kind: 'later', businessDays: 4 });
    expect(readDeadline(null, '2026-11-23', thanksgiving)).toEqual({ kind: 'none' });
  });

  it('names the holidays that moved the due day, and no weekend', () => {
    expect(holidaysBetween('2026-11-24', '2026-12-01', new Set([...thanksgiving, '2026-11-28']))).toEqual(['2026-11-26', '2026-11-27']);
  });
});
