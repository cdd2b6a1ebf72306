/** What files and tasks can lie on, in the order in which it is offered; each with the column that points to it. */
const columns = {
  inquiries: 'inquiry_id',
  residents: 'resident_id',
  events: 'event_id',
  campaigns: 'campaign_id',
  awards: 'award_id',
  opportunities: 'opportunity_id',
  organizations: 'organization_id',
  programs: 'program_id',
  referrals: 'referral_id',
  meetings: 'meeting_id',
  initiatives: 'initiative_id',
  translation_requests: 'translation_id',
} as const;

export type RecordTable = keyof typeof columns;
/** A record by its table and id. */
export type RecordRef = { table: RecordTable; id: string };

export const recordTables = Object.keys(columns) as RecordTable[];
export const recordColumn = <T extends RecordTable>(table: T): (typeof columns)[T] => columns[table];
export const isRecordTable = (table: string): table is RecordTable => table in columns;

/** Where the page of a record is: by its table, but for those that are a part of something. */
export const recordPage = (table: string, id: string): string =>
  table === 'translation_requests' ? `/language-encounters/translations/${id}` : `/${table.replaceAll('_', '-')}/${id}`;
