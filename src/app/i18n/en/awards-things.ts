/** Awards where everything is: their tasks, files and history, in the search, among the rules for keeping records. */
export const awardsThings = {
  'award.tab.tasks': 'Tasks',
  'award.tab.files': 'Files',
  'award.tab.history': 'History',
  'reports.awards': 'All grants, as they stand today',
  'checklists.for_awards': 'Grants',
  'settings.kind_awards': 'Grants',
  'refusal.award_over': 'This award is over. A checklist belongs to one that is still worked on.',
};
