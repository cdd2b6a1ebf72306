/** What is made with partners where everything is: checklists, the search, history, Home, the report. */
export const partnersEverywhere = {
  'checklists.for_opportunities': 'Opportunities',
  'checklists.for_organizations': 'Partners',
  'checklists.for_programs': 'Programs',
  'checklists.for_referrals': 'Referrals',
  'checklists.for_meetings': 'Meetings',
  'checklists.for_initiatives': 'Initiatives',
};
