/** What is past its time, who asked for it to go, and what went, as list_due_dispositions tells. */
export type DueRecord = { id: string; title: string; last_on: string; is_held: boolean };
export type DueKind = {
  kind: 'residents' | 'inquiries';
  /** Null keeps for ever. */
  years: number | null;
  reason: string;
  confirmed_by: string | null;
  rows: DueRecord[];
};
export type DispositionRequest = {
  id: string;
  kind: DueKind['kind'];
  count: number;
  reason: string;
  asked_name: string | null;
  asked_at: string;
  is_mine: boolean;
};
export type Disposition = {
  id: number;
  kind: DueKind['kind'];
  record_id: string;
  act: 'erased' | 'stripped';
  rule_years: number | null;
  reason: string;
  created_at: string;
  disposed_name: string | null;
  confirmed_name: string | null;
};
export type Dispositions = { kinds: DueKind[]; requests: DispositionRequest[]; log: Disposition[] };
