type Level = 'federal' | 'state' | 'local' | 'private';

/** An invented program: who gives it, what it is in English and Spanish, for what, and who can have it. Days count from today. */
export type ProgramPlan = {
  org: string;
  name: string;
  description: string;
  es?: [name: string, description: string];
  needs: string[];
  languages?: string[];
  /** None: the whole city. */
  districts?: string[];
  opens?: number;
  closes?: number;
  income?: ['poverty' | 'median', percent: number];
  tenure?: 'renter' | 'owner';
  ages?: [from: number | null, to: number | null];
  household?: number;
  veterans?: boolean;
  disabled?: boolean;
  eligibility?: string;
  /** What one gets at most, in dollars. */
  most?: number;
  /** What it costs: nothing unless a price is named; null when nobody said. */
  costs?: [option: string, dollars: number, words?: string][] | null;
  documents?: string[];
  apply?: string;
  place?: [address: string, postalCode: string, latitude: number, longitude: number];
  times?: [days: string, from: string, to: string];
  fundings: [source: string, level: Level][];
  phone?: string;
  status?: 'active' | 'inactive' | 'temporarily closed';
  alert?: string;
  /** When it is to be looked at again; half a year from when it was entered unless another day is said. */
  review?: number;
};
