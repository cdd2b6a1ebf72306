/** One row of a file, ready to be staged: the columns of private.import_rows. Times are local to the office. */
export type StagedInquiry = {
  line: number;
  source_key: string;
  subject: string;
  body: string;
  status: 'new' | 'in_progress' | 'waiting_other' | 'closed';
  resolution_code: 'resolved' | 'cancelled' | 'duplicate' | null;
  channel: string;
  topic_code: string;
  topic_name: string;
  topic_department: string | null;
  department: string | null;
  district: string | null;
  neighborhood: string | null;
  location: string | null;
  latitude: number | null;
  longitude: number | null;
  /** `YYYY-MM-DD HH:MM:SS`, without a zone. */
  opened_local: string;
  /** `YYYY-MM-DD`. */
  closed_on: string | null;
};

/** The cells of one row by the name of their column, in the file's own words. */
export type Cells = Record<string, string>;

/** A row as an inquiry, or the sentence that says why it cannot be one. */
export type Reading = { row: StagedInquiry } | { reason: string };

/** How one kind of file becomes inquiries. */
export type Preset = {
  name: string;
  requiredColumns: string[];
  /** `today` is the office's calendar day, `YYYY-MM-DD`: what lies after it cannot have happened yet. */
  readRow: (cells: Cells, line: number, today: string) => Reading;
};
