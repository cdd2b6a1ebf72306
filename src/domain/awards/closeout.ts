/** The lines of the closeout checklist. */
export const closeoutCodes = [
  'period',
  'final_ffr',
  'final_performance',
  'reports',
  'obligations',
  'drawdown',
  'refund',
  'subawards',
  'modifications',
  'conditions',
  'closeout',
] as const;
export type CloseoutCode = (typeof closeoutCodes)[number];

/** How many, or how much, is still open; none is done. */
export type CloseoutLine = { code: CloseoutCode; open_count: number; open_cents: number; due_on: string | null };

/** What award_closeout answers. */
export type Closeout = {
  due_on: string | null;
  /** The day on which it is closed without the city. */
  automatic_on: string | null;
  days_left: number | null;
  lines: CloseoutLine[];
  is_ready: boolean;
  retention: { filed_on: string | null; years: number; until: string | null; held_since: string | null };
};

/** The part of the record in which a line is done. */
export const tabOfLine: Partial<Record<CloseoutCode, string>> = {
  final_ffr: 'schedule',
  final_performance: 'schedule',
  reports: 'schedule',
  obligations: 'money',
  drawdown: 'money',
  refund: 'money',
  subawards: 'subawards',
  modifications: 'changes',
  conditions: 'changes',
  closeout: 'schedule',
};
