/** A row of macros; null where it leaves a thing as it is. */
export type Macro = {
  id: string;
  name: string;
  description: string;
  set_status: 'in_progress' | 'waiting_resident' | 'waiting_other' | 'resolved' | null;
  set_topic_id: string | null;
  assign: 'me' | 'nobody' | 'person' | null;
  assign_to: string | null;
  note: string | null;
  checklist_id: string | null;
  reply_template_id: string | null;
  close_code: 'answered' | 'resolved' | 'referred' | 'no_response' | 'cancelled' | null;
  close_note: string | null;
  is_active: boolean;
  version: number;
  checklist: { name: string } | null;
  reply_template: { name: string } | null;
};
export const macroColumns =
  'id,name,description,set_status,set_topic_id,assign,assign_to,note,checklist_id,reply_template_id,close_code,close_note,is_active,version,checklist:checklists(name),reply_template:reply_templates(name)';
export const macroStatuses = ['in_progress', 'waiting_resident', 'waiting_other', 'resolved'] as const;
export const macroEnds = ['answered', 'resolved', 'referred', 'no_response', 'cancelled'] as const;
