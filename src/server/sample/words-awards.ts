/** Names and sentences of the sample's awards. The community organizations and firms are invented. */

export const awardOrganizations = [
  { code: 'jackson-county', name: 'Jackson County', kind: 'government' },
  { code: 'independence', name: 'City of Independence', kind: 'government' },
  { code: 'eastside-mediation', name: 'Eastside Mediation Center', kind: 'community' },
  { code: 'northland-families', name: 'Northland Family Center', kind: 'community' },
];

export const awardPayees = {
  police: 'Board of Police Commissioners',
  travel: 'Prairie Travel Desk',
  vehicles: 'Heartland Fleet Outfitters',
  supplies: 'River Market Supply',
  independence: 'City of Independence',
  eastside: 'Eastside Mediation Center',
  evaluation: 'Flint Hills Evaluation Group',
  clinic: 'Brookside Crisis Clinic',
  training: 'Plains Training Cooperative',
  cameras: 'Clearframe Systems',
  storage: 'Stockyard Cloud Storage',
};

const answer = (yes: boolean, note?: string) => ({ answer: yes ? 'yes' : 'no', ...(note ? { note } : {}) });

/** The ten questions of 2 CFR 200.331, as a subaward answers them. */
export const subawardAnswers = {
  eligibility: answer(true, 'They decide who takes part, by the rules of the program.'),
  objectives: answer(true),
  decisions: answer(true),
  compliance: answer(true),
  purpose: answer(true, 'Carries out the public purpose of the award.'),
  usual_business: answer(false),
  many_buyers: answer(false),
  competition: answer(false),
  ancillary: answer(false),
  not_bound: answer(false, 'The federal terms flow down.'),
};

export const risksOf = {
  low: {
    factors: {
      experience: { level: 1 },
      audits: { level: 1 },
      changes: { level: 1 },
      federal_monitoring: { level: 1 },
      size: { level: 1 },
    },
    reason: 'Has passed through federal funds for years, with clean audits and the same finance staff.',
  },
  medium: {
    factors: {
      experience: { level: 2, note: 'Second federal award.' },
      audits: { level: 1 },
      changes: { level: 2, note: 'New bookkeeper since spring.' },
      federal_monitoring: { level: 1 },
      size: { level: 3, note: 'The largest award they have had.' },
    },
    reason: 'Good program work, a young finance office, and more money than it has handled before.',
  },
};

export const conditions = {
  training: {
    number: '14',
    text: 'The recipient shall complete the financial management and grant administration training before it draws more than the first quarter of the award.',
    evidence: 'Certificates of both roles, uploaded to JustGrants.',
  },
  budget: {
    number: '31',
    text: 'The recipient may not obligate, expend or draw down funds for equipment until the component has approved the final list with prices.',
  },
  subawards: {
    number: '22',
    text: 'The recipient shall hand in its policy for monitoring subrecipients within 180 days of acceptance.',
  },
};
