/** How what we filed stands beside the feed: see private.filed_requests. */
export const stands = ['missing', 'waiting', 'late', 'open', 'to_close', 'closed'] as const;
export type Stand = (typeof stands)[number];

/** How far the feed reaches and how late it is: see service_request_feed. */
export type FeedState = {
  latest_at: string | null;
  days: number | null;
  read_at: string | null;
  archive_at: string | null;
  running: { id: string; rows_read: number; bytes_read: number; bytes_total: number | null } | null;
  is_fetched: boolean;
  types: string[];
};

/** One request as its page shows it: see service_request_facts. */
export type ServiceRequestFacts = {
  number: string;
  request: {
    source: 'kc311_current' | 'kc311_archive';
    work_order: string | null;
    status_text: string;
    is_open: boolean;
    opened_at: string;
    closed_at: string | null;
    days_to_close: number | null;
    channel: string;
    issue_type: string;
    issue_sub_type: string;
    department: string;
    work_group: string;
    address: string;
    updated_at_source: string | null;
  } | null;
  referral: {
    id: string;
    number: number;
    status: string;
    inquiry_id: string | null;
    event_id: string | null;
    inquiry_number: string | null;
    subject: string | null;
    request: string;
    filed_at: string;
    stand: Stand;
  } | null;
  district: string | null;
  neighborhood: string | null;
  organization: { id: string; name: string; group: string; phone: string | null; email: string | null } | null;
  type: { closed: number; median_days: number | null; usual_days: number | null } | null;
};

/** One reading of the feed, a row of feed_runs. */
export type FeedRun = {
  id: string;
  source: 'kc311_current' | 'kc311_archive';
  origin: 'file' | 'network';
  file_name: string | null;
  status: 'running' | 'done' | 'failed';
  problem: string | null;
  rows_read: number;
  rows_added: number;
  rows_changed: number;
  rows_same: number;
  rows_rejected: number;
  rejects: { line: number; number: string; why: 'number' | 'opened' | 'closed' | 'future'; value: string }[];
  bytes_read: number;
  bytes_total: number | null;
  latest_at: string | null;
  started_at: string;
};

/** How much of a file is read, in whole percent; null when that cannot be said. */
export const shareRead = (run: { bytes_read: number; bytes_total: number | null }): number | null =>
  run.bytes_total ? Math.min(100, Math.floor((100 * run.bytes_read) / run.bytes_total)) : null;
