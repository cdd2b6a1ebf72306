import type { Mode } from './encounter.ts';

/** What a column of an interpreters' invoice can be. A day and a time may stand in one column or in two. */
export const invoiceFields = ['date', 'time', 'language', 'interpreter', 'confirmation', 'minutes', 'rate', 'cost', 'access'] as const;
export type InvoiceField = (typeof invoiceFields)[number];

/** Which column is what. */
export type InvoiceMapping = Partial<Record<InvoiceField, string>>;

/** What a mapping still lacks before a line can be read with it. */
export const missingInvoice = (mapping: InvoiceMapping): InvoiceField[] =>
  (['date', 'language', 'minutes', 'cost'] as const).filter((field) => !mapping[field] && !(field === 'cost' && mapping.rate));

/** A line of an invoice, with the encounter that it bills. */
export type InvoiceLine = {
  id: string;
  line_number: number;
  occurred_at: string;
  language: string | null;
  language_text: string;
  interpreter_number: string | null;
  confirmation_number: string | null;
  minutes: number;
  cost_cents: number;
  unmatched_note: string | null;
  encounter: {
    id: string;
    occurred_at: string;
    language: string;
    mode: Mode;
    duration_minutes: number | null;
    staff_name: string | null;
    is_test: boolean;
  } | null;
};

/** One row of list_invoice_lines. */
export type InvoiceLineRow = Omit<InvoiceLine, 'encounter'> & {
  invoice_id: string;
  invoice_number: string;
  vendor_name: string;
  encounter_id: string | null;
  encounter_at: string | null;
  encounter_language: string | null;
  encounter_mode: Mode | null;
};

/** One of invoice_line_choices. */
export type LineChoice = {
  id: string;
  occurred_at: string;
  language: string;
  mode: Mode;
  duration_minutes: number | null;
  confirmation_number: string | null;
  asked_for: string;
  staff_name: string | null;
};

/** One of interpreter_invoice_sums. */
export type InvoiceSums = {
  id: string;
  invoice_number: string;
  invoiced_on: string | null;
  vendor_name: string;
  lines: number;
  unmatched: number;
  dismissed: number;
  cost_cents: number;
};

export type InvoiceOutcome = {
  new: number;
  same: number;
  changed: number;
  removed: number;
  found: number;
  matched: number;
  unmatched: number;
  cost_cents: number;
  /** Names of languages that the office does not know. */
  languages: string[];
  lines: InvoiceLine[];
  wrong: { line: number; why: string; value: string }[];
  invoice_id: string | null;
};

export type InvoiceAnswer = {
  columns: string[];
  mapping: InvoiceMapping;
  /** Whether a file like this one was taken in before. */
  remembered: boolean;
  /** Cells of the first lines, by column. */
  samples: Record<string, string>[];
  /** Null while the columns do not say enough to read a line. */
  outcome: InvoiceOutcome | null;
};
