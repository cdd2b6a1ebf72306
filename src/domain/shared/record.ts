/** What files and tasks can lie on: a record by its table and id. The column is the one that points to it. */
export type RecordTable = 'inquiries' | 'residents' | 'events' | 'campaigns' | 'awards';
export type RecordRef = { table: RecordTable; id: string };

const columns = {
  inquiries: 'inquiry_id',
  residents: 'resident_id',
  events: 'event_id',
  campaigns: 'campaign_id',
  awards: 'award_id',
} as const satisfies Record<RecordTable, string>;

export const recordColumn = (table: RecordTable): (typeof columns)[RecordTable] => columns[table];
export const isRecordTable = (table: string): table is RecordTable => table in columns;
