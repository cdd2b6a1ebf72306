/** How far an application is, as the database says it. */
export const applicationStatuses = ['started', 'submitted', 'waitlisted', 'approved', 'denied', 'withdrawn'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** Whether no answer has come yet. */
export const isOpen = (status: ApplicationStatus): boolean => ['started', 'submitted', 'waitlisted'].includes(status);
export const isDecided = (status: ApplicationStatus): boolean => status === 'approved' || status === 'denied';

/** One row of list_applications. */
export type ApplicationRow = {
  id: string;
  program_id: string;
  program_name: string;
  organization_name: string;
  resident_id: string | null;
  resident_name: string | null;
  inquiry_id: string | null;
  inquiry_number: string | null;
  event_id: string | null;
  event_title: string | null;
  language: string;
  district_id: string | null;
  district_name: string | null;
  status: ApplicationStatus;
  assisted_by: string | null;
  assisted_by_name: string | null;
  started_on: string;
  submitted_on: string | null;
  decided_on: string | null;
  amount_cents: number | null;
  note: string;
  primary_section: number;
  version: number;
};

/** What application_facts answers. */
export type ApplicationFacts = {
  id: string;
  application: {
    program_id: string;
    status: ApplicationStatus;
    language: string;
    district_id: string | null;
    started_on: string;
    submitted_on: string | null;
    decided_on: string | null;
    amount_cents: number | null;
    note: string;
    primary_section: number;
    sections: number[];
    version: number;
  };
  program: { id: string; name: string; organization_id: string; organization: string };
  resident: { id: string; name: string } | null;
  inquiry: { id: string; number: string; subject: string } | null;
  event: { id: string; title: string } | null;
  assisted_by: { id: string; name: string } | null;
};
