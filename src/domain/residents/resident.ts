/** One row of list_residents. */
export type ResidentRow = {
  id: string;
  name: string;
  preferred_name: string | null;
  preferred_language: string;
  language_name: string | null;
  needs_interpreter: boolean;
  neighborhood: string | null;
  district_id: string | null;
  district_name: string | null;
  updated_at: string;
  version: number;
  /** E.164. */
  phones: string[] | null;
  emails: string[] | null;
  inquiry_count: number;
};

/** How somebody wants to be reached; `none`: only when they call. */
export const contactWays = ['any', 'phone', 'email', 'text', 'mail', 'none'] as const;
export type ContactWay = (typeof contactWays)[number];

export type ResidentPhone = { number: string; label: string | null };
export type ResidentEmail = { address: string; label: string | null };
export type ResidentAddress = { lines: string; postal_code: string | null; label: string | null };

/** A resident with all contacts, as their record shows them and as save_resident takes them. */
export type Resident = {
  id: string;
  name: string;
  preferred_name: string | null;
  preferred_language: string;
  needs_interpreter: boolean;
  accessibility_need: string | null;
  district_id: string | null;
  neighborhood: string | null;
  contact_by: ContactWay;
  contact_note: string | null;
  /** When everything personal was taken out; the row only counts from then on. */
  erased_at: string | null;
  /** Lower case, each once. */
  tags: string[];
  version: number;
  phones: ResidentPhone[];
  emails: ResidentEmail[];
  addresses: ResidentAddress[];
};

/** The columns of `Resident`, contacts embedded in the order in which they were added. */
export const residentColumns =
  'id,name,preferred_name,preferred_language,needs_interpreter,accessibility_need,district_id,neighborhood,contact_by,contact_note,erased_at,tags,version,phones:resident_phones(number,label),emails:resident_emails(address,label),addresses:resident_addresses(lines,postal_code,label)';
