import type { GrantComponent, Listing } from '../../../shared/grants/use-grant-references.ts';
import type { AwardValues } from './values.ts';

export type AwardPartProps = {
  values: AwardValues;
  onChange: (patch: Partial<AwardValues>) => void;
  errors: Readonly<Record<string, string>>;
  components: GrantComponent[];
  listings: Listing[];
  /** The award that is changed; null for a new one. */
  id: string | null;
  /** Whether it was accepted: the day may be corrected then. */
  isAccepted: boolean;
  /** The city's own identifier, offered to a new award. */
  ownUei: string | null;
};
