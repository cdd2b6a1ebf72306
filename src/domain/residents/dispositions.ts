/** What is past its time, who asked for it to go, and what went, as list_due_dispositions tells. */
export type DueRecord = { id: string; title: string; last_on: string; is_held: boolean };
/** The kinds that two persons dispose of here. */
export type DisposableKind = 'residents' | 'inquiries' | 'registrations' | 'screenings' | 'campaigns';
export type DueKind = {
  kind: DisposableKind;
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

/** What erasing a resident would do, as erasure_preview tells. */
export type ErasurePreview = {
  /** Rows in which their name, number or address stands and is taken out. */
  named: number;
  mails: number;
  inquiries: { id: string; number: string; subject: string; entries: number; files: number }[];
  more: number;
};
