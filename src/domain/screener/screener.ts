/** What was answered; what is absent was not asked. Incomes are of a year, before taxes. */
export type Answers = {
  needs?: string[];
  household_size?: number;
  income_from_cents?: number;
  income_to_cents?: number;
  tenure?: Tenure;
  age?: number;
  is_veteran?: boolean;
  is_disabled?: boolean;
  district_id?: string;
  language?: string;
};
export const tenures = ['renter', 'owner', 'other'] as const;
export type Tenure = (typeof tenures)[number];

/** An income to choose: more than the one, at most the other; the last is open. */
export type Band = { from_cents: number; to_cents: number | null };

export const verdicts = ['fits', 'may_fit', 'does_not_fit'] as const;
export type Verdict = (typeof verdicts)[number];
export type Sign = 'yes' | 'ask' | 'no' | 'note';
export type Reason = {
  code: string;
  sign: Sign;
  values: {
    on?: string;
    days?: number;
    districts?: string[];
    needs?: string[];
    tenure?: Tenure;
    basis?: 'poverty' | 'median';
    percent?: number;
    limit_cents?: number;
    household_size?: number;
    year?: number;
    minimum?: number;
    maximum?: number;
    language?: string;
    note?: string;
    text?: string;
  };
};

export type ScreenedProgram = {
  id: string;
  verdict: Verdict;
  name: string;
  description: string;
  /** The language that name and description are in. */
  text_language: string;
  organization_id: string;
  organization: string;
  phone: string | null;
  url: string | null;
  email: string | null;
  opens_on: string | null;
  closes_on: string | null;
  maximum_amount_cents: number | null;
  fees: string;
  languages: string[];
  reasons: Reason[];
};

export type Screened = {
  as_of: string;
  counts: Record<Verdict, number>;
  /** By which tables incomes were measured. */
  limits: { basis: 'poverty' | 'median'; year: number; source: string }[];
  programs: ScreenedProgram[];
};

/** All that one needs to apply. */
export type SheetProgram = ScreenedProgram & {
  application_process: string;
  interpretation: string;
  documents: string[];
  costs: { option: string; amount_cents: number | null; description: string }[];
  places: { name: string; address: string; transportation: string; accessibility: string }[];
  hours: { byday: string | null; opens_at: string | null; closes_at: string | null; description: string }[];
};

/** What screener_sheet answers. */
export type SheetFacts = {
  as_of: string;
  language: string;
  office: { name: string; city: string; address: string; email: string | null; phone: string | null };
  programs: SheetProgram[];
};

/** What speaks against a program first, then what is to be asked, then what speaks for it. */
const weight: Record<Sign, number> = { no: 0, ask: 1, yes: 2, note: 3 };
export const inOrder = (reasons: Reason[]): Reason[] => [...reasons].sort((a, b) => weight[a.sign] - weight[b.sign]);
