/** The named checks and references of tasks and checklists that a person can run into, in words. */
export const taskSentences: Record<string, { message: string; field?: string }> = {
  tasks_title_filled: { field: 'title', message: 'Say in one line what is to be done, in at most 300 characters.' },
  tasks_notes_length: { field: 'notes', message: 'The note is longer than 5,000 characters. Shorten it.' },
  tasks_inquiry_id_fkey: { field: 'record', message: 'This inquiry is not there any more.' },
  tasks_resident_id_fkey: { field: 'record', message: 'This resident is not there any more.' },
  tasks_event_id_fkey: { field: 'record', message: 'This event is not there any more.' },
  tasks_owner_id_fkey: { field: 'owner_id', message: 'This person is not there any more. Choose another.' },
  checklists_name: { field: 'name', message: 'There is a checklist of this name already. Choose another name.' },
  checklists_name_filled: { field: 'name', message: 'Give the checklist a name of at most 120 characters.' },
  checklists_description_length: { field: 'description', message: 'The description is longer than 500 characters. Shorten it.' },
  checklist_items_title_filled: { field: 'items', message: 'Say in one line what is to be done, in at most 300 characters.' },
  checklist_items_due_days_range: {
    field: 'items',
    message: 'Business days must be between 0 and 250; for events also before their day, down to -250.',
  },
};
