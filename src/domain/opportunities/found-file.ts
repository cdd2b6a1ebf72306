/** What a column of a search at Grants.gov can be. */
export const foundFields = ['number', 'title', 'agency', 'listing', 'posted', 'closes', 'ceiling', 'url'] as const;
export type FoundField = (typeof foundFields)[number];

/** Which column is what. */
export type FoundMapping = Partial<Record<FoundField, string>>;

/** What a mapping still lacks before a line can be read with it. */
export const missingFound = (mapping: FoundMapping): FoundField[] => (['number', 'title'] as const).filter((field) => !mapping[field]);

export type FoundLine = {
  line: number;
  number: string;
  title: string;
  agency: string | null;
  closes_on: string | null;
  ceiling_cents: number | null;
};
export type FoundChange = { field: string; ours: string | number | null; theirs: string | number | null };

export type FoundAnswer = {
  columns: string[];
  mapping: FoundMapping;
  /** Whether a file like this one was taken in before. */
  remembered: boolean;
  /** Cells of the first lines, by column. */
  samples: Record<string, string>[];
  /** Null while the columns do not say enough to read a line. */
  outcome: {
    rows: number;
    same: number;
    over: number;
    closed: number;
    others: number;
    new: FoundLine[];
    changed: { line: number; id: string; number: string; title: string; changes: FoundChange[] }[];
    wrong: { line: number; why: string; value: string }[];
    taken: number;
    corrected: number;
    import_id: string | null;
  } | null;
};
