import type { Lowest, Verbs } from '../expectations.ts';

/** Lists as files: see `expectations.ts` for what these say. */
export const exportTables: Record<string, Verbs> = {
  // One’s own only, and for managers everybody’s.
  exports: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
};

export const exportRows: string[] = [
  `insert into exports (list, format, purpose, address, query, columns, state) values ('residents', 'csv', 'For the walk of rights', '', '{}', '[]', 'direct')`,
];

export const exportFunctions: Record<string, Lowest> = {
  start_export: 'staff',
  open_export: 'staff',
  list_exports: 'viewer',
  count_exports: 'viewer',
  export_page: 'nobody',
  beat_export: 'nobody',
  claim_export: 'nobody',
  finish_export: 'nobody',
  purge_exports: 'nobody',
};
