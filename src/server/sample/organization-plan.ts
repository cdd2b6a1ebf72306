/** An invented organization: whom it helps, in which languages, who pays, what is agreed with it (days from today), what was said. */
export type OrganizationPlan = {
  code: string;
  name: string;
  short?: string;
  kind: 'community' | 'agency' | 'neighborhood' | 'council_office';
  description: string;
  address: string;
  neighborhood?: string;
  district?: string;
  person?: string;
  languages?: string[];
  fundings?: [source: string, level: 'federal' | 'state' | 'local' | 'private'][];
  hours?: [from: string, to: string];
  takesReferrals?: boolean;
  lettersIn?: 'en' | 'es';
  acceptHours?: number;
  interprets?: boolean;
  agreements?: [kind: string, title: string, begun: number, left: number | null][];
  notes?: [ago: number, kind: string, body: string][];
};
