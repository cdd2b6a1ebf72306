/** Where an opportunity stands, as the database says it; `declined`: the city does not apply. */
export const opportunityStatuses = ['found', 'deciding', 'applying', 'submitted', 'won', 'lost', 'declined'] as const;
export type OpportunityStatus = (typeof opportunityStatuses)[number];

/** What Council has to do before the city may apply. */
export const councilActions = ['unknown', 'not_needed', 'needed', 'introduced', 'passed'] as const;
export type CouncilAction = (typeof councilActions)[number];

/** The row of an opportunity. All money is in whole cents, all days are ISO text. */
export type OpportunityRow = {
  id: string;
  opportunity_number: string | null;
  title: string;
  status: OpportunityStatus;
  listing_id: string | null;
  component_id: string | null;
  agency: string | null;
  posted_on: string | null;
  grants_gov_due_on: string | null;
  due_on: string | null;
  /** The earlier of the two. */
  deadline_on: string | null;
  ceiling_cents: number | null;
  request_cents: number | null;
  match_percent: number | null;
  match_cents: number | null;
  /** As typed, else as it follows from the percentage. */
  match_needed_cents: number | null;
  council_action: CouncilAction;
  legislation_id: string | null;
  url: string | null;
  notes: string;
  decision_reason: string | null;
  owner_id: string | null;
  submitted_on: string | null;
  decided_on: string | null;
  award_id: string | null;
  version: number;
};

export type OpportunityDepartment = { organization_id: string; name: string; part: string };

/** What opportunity_facts answers. */
export type OpportunityFacts = {
  id: string;
  opportunity: OpportunityRow;
  component: { id: string; code: string; name: string } | null;
  listing: { id: string; number: string; title: string } | null;
  legislation: { id: string; file_number: string; title: string; passed_on: string | null } | null;
  owner: { id: string; name: string } | null;
  award: { id: string; award_number: string | null; title: string; status: string } | null;
  departments: OpportunityDepartment[];
  /** The last business day of the city on or before the deadline. */
  file_by: string | null;
  /** Where it may go from here, but for won. */
  ways: OpportunityStatus[];
};

/** Whether something can still be done before its deadline. */
export const isUnfiled = (status: OpportunityStatus): boolean => ['found', 'deciding', 'applying'].includes(status);
