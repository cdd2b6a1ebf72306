import type { Lowest, Verbs } from '../expectations.ts';

/** Read by staff and up: what was withheld, and from what. */
const readByStaff: Verbs = { select: 'staff', insert: 'nobody', update: 'nobody', delete: 'nobody' };

/** Copies of inquiries for the public: see `expectations.ts` for what these say. */
export const packetTables: Record<string, Verbs> = {
  redaction_profiles: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  packets: readByStaff,
  packet_redactions: readByStaff,
  packet_downloads: { select: 'manager', insert: 'nobody', update: 'nobody', delete: 'nobody' },
};

export const packetRows: string[] = [
  `insert into packets (inquiry_id, number, profile_name, profile, language, content, content_hash, entries, entries_out, places, grounds)
   select id, 1, 'Walk', '{}', 'en', '{}', repeat('0', 64), 0, 0, 0, 0 from inquiries limit 1`,
  `insert into packet_redactions (packet_id, sort_order, entry_kind, entry_at, what, how, places, ground, cite) select id, 1, 'inquiry', now(), 'name', 'whole', 1, 'Walk', '§ 1' from packets`,
  `insert into packet_downloads (packet_id, format) select id, 'pdf' from packets`,
];

export const packetFunctions: Record<string, Lowest> = {
  save_redaction_profile: 'manager',
  preview_packet: 'coordinator',
  make_packet: 'coordinator',
  open_packet: 'staff',
};
