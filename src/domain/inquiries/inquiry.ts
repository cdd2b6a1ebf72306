import type { Channel, InquiryStatus, InteractionKind, Resolution } from './words.ts';

/** One row of list_inquiries. Dates are ISO text: `_on` a day of the office's calendar, `_at` an instant. */
export type InquiryRow = {
  id: string;
  number: string;
  subject: string;
  status: InquiryStatus;
  channel: Channel;
  language: string;
  opened_at: string;
  due_on: string | null;
  /** By when it is done, to the minute. */
  resolution_due_at?: string | null;
  closed_at: string | null;
  reopened_at: string | null;
  updated_at: string;
  resolution_code: Resolution | null;
  version: number;
  resident_id: string | null;
  resident_name: string | null;
  topic_id: string;
  topic_name: string;
  district_id: string | null;
  district_name: string | null;
  district_code: string | null;
  assigned_to: string | null;
  assigned_name: string | null;
  language_name: string | null;
  primary_section: number;
};

/** One inquiry as its record shows it. */
export type Inquiry = {
  id: string;
  number: string;
  subject: string;
  body: string;
  status: InquiryStatus;
  channel: Channel;
  language: string;
  topic_id: string;
  department_id: string | null;
  resident_id: string | null;
  district_id: string | null;
  neighborhood: string | null;
  location: string | null;
  assigned_to: string | null;
  opened_at: string;
  due_on: string | null;
  closed_at: string | null;
  resolution_code: Resolution | null;
  resolution_note: string | null;
  primary_section: number;
  sections: number[];
  sections_corrected: boolean;
  source_system: string | null;
  source_key: string | null;
  created_by: string | null;
  version: number;
  updated_at: string;
};

/** The columns of `Inquiry`: the search document stays on the server. */
export const inquiryColumns =
  'id,number,subject,body,status,channel,language,topic_id,department_id,resident_id,district_id,neighborhood,location,assigned_to,opened_at,due_on,closed_at,resolution_code,resolution_note,primary_section,sections,sections_corrected,source_system,source_key,created_by,version,updated_at';

/** A note, call, mail or visit on an inquiry. */
export type Interaction = {
  id: string;
  inquiry_id: string;
  kind: InteractionKind;
  body: string;
  is_public: boolean;
  occurred_at: string;
  created_by: string | null;
};
