/** What USAspending.gov says of awards and subawards, laid beside the register. All money is in whole cents, all days are ISO text. */

export type SpendingDifference = { field: string; ours: string | number | null; theirs: string | number };

export type SpendingAnswer = {
  /** The city's own identifier; null where nobody entered it. */
  uei: string | null;
  awards: {
    new: {
      key: string;
      number: string;
      title: string | null;
      federal_cents: number | null;
      starts_on: string | null;
      ends_on: string | null;
      federal_award_on: string | null;
      listing: string | null;
    }[];
    changed: { key: string; id: string; number: string | null; title: string; is_closed: boolean; differences: SpendingDifference[] }[];
    same: number;
    /** Our number, and another recipient. */
    conflicts: { key: string; id: string; number: string; recipient: string | null; uei: string | null }[];
    others: number;
    /** The city's, and not of the Department of Justice. */
    agency: number;
    wrong: number;
  };
  subawards: {
    new: {
      key: string;
      award_id: string;
      award: string;
      is_closed: boolean;
      number: string;
      recipient: string | null;
      uei: string | null;
      total_cents: number | null;
      actions: number;
      organization_id: string | null;
    }[];
    changed: { key: string; id: string; award_id: string; number: string; title: string; differences: SpendingDifference[] }[];
    same: number;
    others: number;
  };
  taken: number;
  changed: number;
  import_id: string | null;
  /** Rows of subawards that do not say of which award they are. */
  unplaced: number;
  /** What was fetched, to be sent back with what is chosen of it. */
  document?: string;
};

/** What a person takes of it. */
export type SpendingChoices = {
  awards: string[];
  /** 'key|field' */
  fields: string[];
  subawards: { key: string; organization_id: string | null }[];
  subaward_fields: string[];
};

/** What is chosen before anybody chooses: what fills an empty field; never what would write over ours. */
export function usualChoices({ awards, subawards }: SpendingAnswer): SpendingChoices {
  const fills = (rows: { key: string; differences: SpendingDifference[] }[]) =>
    rows.flatMap(({ key, differences }) =>
      differences.filter(({ ours, field }) => ours === null && field !== 'total_cents').map(({ field }) => `${key}|${field}`),
    );
  return {
    awards: awards.new.map(({ key }) => key),
    fields: fills(awards.changed.filter(({ is_closed }) => !is_closed)),
    subawards: subawards.new
      .filter((one) => !one.is_closed && one.organization_id)
      .map(({ key, organization_id }) => ({ key, organization_id })),
    subaward_fields: fills(subawards.changed),
  };
}
