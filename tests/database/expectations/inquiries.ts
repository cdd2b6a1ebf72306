import type { Lowest, Verbs } from '../expectations.ts';
import { clockFunctions, clockRows, clockTables } from './clocks.ts';

/** Read by whoever is in the office, written by functions alone. */
const readOnly: Verbs = { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' };

/** Inquiries and residents, complete: see `expectations.ts` for what these say. */
export const inquiryTables: Record<string, Verbs> = {
  ...clockTables,
  inquiry_people: readOnly,
  inquiry_links: readOnly,
  mails: readOnly,
  reply_templates: readOnly,
  resident_merges: readOnly,
  nicknames: readOnly,
  duplicate_dismissals: readOnly,
  legislation_sections: readOnly,
  answer_cards: readOnly,
  answer_card_versions: readOnly,
  answer_card_citations: readOnly,
  answer_uses: readOnly,
};

/** Rows that make each of the tables hold something, for the test that walks them. */
export const inquiryRows: string[] = [
  `insert into inquiry_people (inquiry_id, resident_id, kind) select i.id, r.id, 'caller' from inquiries i cross join residents r limit 1`,
  `insert into inquiries (subject, channel, topic_id) select 'Another walk', 'phone', id from topics limit 1`,
  `insert into inquiry_links (inquiry_id, other_id) select a.id, b.id from inquiries a join inquiries b on a.id < b.id limit 1`,
  ...clockRows,
  `insert into mails (inquiry_id, direction, source) select id, 'in', 'file' from inquiries limit 1`,
  `insert into resident_merges (keep_id, gone_id) select id, gen_random_uuid() from residents limit 1`,
  `insert into residents (name) values ('Somebody Else')`,
  `insert into duplicate_dismissals (a_id, b_id) select a.id, b.id from residents a join residents b on a.id < b.id limit 1`,
  `insert into legislation_sections (legislation_id, number, sort_order) select id, '1', 1 from legislation limit 1`,
  `insert into answer_cards (title) values ('Walk')`,
  `insert into answer_card_versions (card_id, number, language, body, text_from) select id, 1, 'en', 'Walk', 1 from answer_cards limit 1`,
  `insert into answer_card_citations (card_id, legislation_id) select c.id, l.id from answer_cards c cross join legislation l limit 1`,
  `insert into answer_uses (card_id, number, language, inquiry_id) select c.id, 1, 'en', i.id from answer_cards c cross join inquiries i limit 1`,
];

export const inquiryFunctions: Record<string, Lowest> = {
  ...clockFunctions,
  // Mail.
  fitting_templates: 'viewer',
  reply_letter_facts: 'nobody',
  reply_preview: 'viewer',
  reply_to_inquiry: 'staff',
  save_reply_template: 'coordinator',
  merge_residents: 'staff',
  find_merged_resident: 'viewer',
  find_duplicate_residents: 'viewer',
  find_resident_pairs: 'nobody',
  list_duplicates: 'viewer',
  dismiss_duplicate: 'staff',
  take_inquiry: 'staff',
  mark_duplicate: 'staff',
  merge_inquiries: 'staff',
  set_parent: 'staff',
  split_inquiry: 'staff',
  link_inquiries: 'staff',
  unlink_inquiries: 'staff',
  save_inquiry_person: 'staff',
  remove_inquiry_person: 'staff',
  move_inquiry: 'staff',
  inquiry_related: 'viewer',
  find_inquiries: 'viewer',
  closing_letter_facts: 'nobody',
  save_legislation: 'coordinator',
  amend_legislation: 'coordinator',
  import_legislation: 'coordinator',
  list_legislation: 'viewer',
  count_legislation: 'viewer',
  find_legislation: 'viewer',
  legislation_facts: 'viewer',
  save_answer_card: 'coordinator',
  move_answer_card: 'coordinator',
  use_answer_card: 'staff',
  find_answer_cards: 'viewer',
  answer_receivers: 'viewer',
  list_answer_cards: 'viewer',
  count_answer_cards: 'viewer',
  answer_card_facts: 'viewer',
};
