/** A request as import_service_requests takes it: see there. Times are local to the city, `YYYY-MM-DDTHH:MM:SS`. */
export type StagedRequest = {
  number: string;
  work_order: string | null;
  status: string;
  is_open: boolean;
  opened: string;
  closed: string | null;
  days: number | null;
  channel: string;
  is_internal: boolean;
  type: string;
  sub_type: string;
  department: string;
  work_group: string;
  address: string;
  postal_code: string | null;
  district_id: string | null;
  neighborhood_id: string | null;
  latitude: number | null;
  longitude: number | null;
  updated: string | null;
};

/** Why a row cannot be kept, with what stood there. */
export type Unread = { why: 'number' | 'opened' | 'closed' | 'future'; value: string; number: string };
export type Reading = { row: StagedRequest } | Unread;

/** The cell of a row under a column, by the name of the published field; empty where there is none. */
export type Cell = (name: string) => string;

/** What the office's own places are called in the feed. */
export type Places = {
  districts: Map<string, string>;
  /** By their name in small letters. */
  neighborhoods: Map<string, string>;
  /** The day after today, `YYYY-MM-DD`: nothing can have happened later. */
  tomorrow: string;
};

/** One of the published forms of the feed. */
export type Form = {
  source: 'kc311_current' | 'kc311_archive';
  /** Fields without which it is not this form. */
  needs: string[];
  read: (cell: Cell, places: Places) => Reading;
  /** How far a row says that the feed reaches. */
  reaches: (row: StagedRequest) => string;
};
