/** What happened to it: how many days after it was sent, when, what, and what the receiver said. */
type Step = [after: number, time: string, act: 'accept' | 'decline' | 'ask' | 'progress' | 'outcome', facts?: Record<string, unknown>];

/** A matter that was handed over: sent so many days ago, from an inquiry that is called `subject`. */
export type ReferralPlan = {
  ago: number;
  org: string;
  program?: string;
  subject: string;
  request: string;
  steps: Step[];
  /** A refused one that goes on as this. */
  after?: string;
  key?: string;
};

const accept = (after: number, time = '11:20'): Step => [after, time, 'accept'];
const end = (after: number, outcome: string, note: string, dollars?: number): Step => [
  after,
  '15:40',
  'outcome',
  { outcome, note, ...(dollars === undefined ? {} : { amount_cents: dollars * 100 }) },
];

const rent = { org: 'riverbend-housing-counsel', program: 'Rent arrears relief', subject: 'Ayuda para pagar la renta' };
const eviction = {
  org: 'justice-table-legal-aid',
  program: 'A lawyer for tenants',
  subject: 'Which organization gives legal help against eviction',
};

/** Matters of the last two months. Nobody in them is real. */
export const referralPlans: ReferralPlan[] = [
  {
    ...rent,
    ago: 55,
    request: 'Help with one month of rent, and a word with the landlord before the notice runs out.',
    steps: [accept(1), end(9, 'served', 'Paid to the landlord; the notice was taken back.', 1450)],
  },
  {
    org: 'housing',
    program: 'Minor home repair',
    subject: 'Minor home repair: am I eligible',
    ago: 50,
    request: 'Look at the income together and take the application.',
    steps: [accept(1), end(18, 'served', 'Approved; the roof is on the list for this month.', 8200)],
  },
  {
    ...eviction,
    ago: 48,
    request: 'A lawyer for the hearing in nine days.',
    steps: [accept(0, '13:05'), end(7, 'served', 'The case was settled; the family stays.')],
  },
  {
    org: 'silver-line-seniors',
    program: 'Rides to the doctor',
    subject: 'Rides to the doctor',
    ago: 44,
    request: 'Rides to dialysis, three times a week.',
    steps: [accept(0, '14:10'), end(3, 'served', 'Rides began on Monday.')],
  },
  {
    ...rent,
    ago: 41,
    request: 'Two months behind after an illness; asks for help with as much as there is.',
    steps: [accept(1), end(12, 'partly_served', 'One of the two months could be paid.', 600)],
  },
  {
    org: 'casa-del-valle',
    subject: 'Clases de inglés gratis',
    ago: 39,
    request: 'A place in an evening class near Independence Avenue.',
    steps: [accept(2), end(6, 'served', 'Enrolled for Tuesdays and Thursdays.')],
  },
  {
    org: 'first-shift-job-center',
    program: 'Paid training in the trades',
    subject: 'Job training through the workforce grant',
    ago: 37,
    request: 'A place in the welding class.',
    steps: [accept(1), end(13, 'no_capacity', 'The class is full; first on the list for the next one.')],
  },
  {
    org: 'warm-home-weatherization',
    program: 'Winter weatherization',
    subject: 'Weatherization of a rented house',
    ago: 34,
    request: 'Insulation and storm windows for a rented house; talk to the owner.',
    steps: [accept(2), end(14, 'not_eligible', 'The owner did not sign.')],
  },
  {
    org: 'little-steps-child-care',
    program: 'Head Start places',
    subject: 'Child care support',
    ago: 31,
    request: 'A place for a child of three, open until late.',
    steps: [accept(2), end(10, 'resident_declined', 'Her mother looks after the child now.')],
  },
  {
    org: 'housing',
    program: 'Lead-safe homes',
    subject: 'Lead test for children',
    ago: 29,
    request: 'Test the house, and say where the children can be tested.',
    steps: [accept(2), end(16, 'served', 'Tested; the window frames will be made safe.')],
  },
  {
    org: 'somali-bridge-center',
    program: 'Letters and forms in Somali and Swahili',
    subject: 'Swahili speaker needs help with a form',
    ago: 27,
    request: 'Fill in the form for home repair together, in Swahili.',
    steps: [accept(1), end(5, 'served', 'The form is in.')],
  },
  {
    org: 'silver-line-seniors',
    program: 'Meals at home',
    subject: 'Meals for a homebound neighbor',
    ago: 25,
    request: 'Meals for six weeks after a stay in hospital.',
    steps: [accept(1), end(4, 'served', 'First delivery on Wednesday.')],
  },
  {
    org: 'metro-utility-relief',
    subject: 'Is there help with the water bill',
    ago: 24,
    request: 'Stop the shut-off, and agree on payments for two months of water.',
    key: 'water',
    steps: [
      [
        1,
        '11:45',
        'decline',
        { reason: 'not_ours', note: 'We pay for heat and power; water has its own fund.', responsible_id: '@org:water' },
      ],
    ],
  },
  {
    org: 'water',
    program: 'Water bill relief',
    subject: 'Is there help with the water bill',
    ago: 22,
    request: 'Stop the shut-off, and agree on payments for two months of water.',
    after: 'water',
    steps: [accept(0, '13:30'), end(7, 'served', 'Credit on the account, and a plan for the rest.', 310)],
  },
  {
    ...eviction,
    ago: 20,
    request: 'A lawyer before the hearing; the landlord changed the locks.',
    steps: [accept(1), end(8, 'served', 'She is back in; the hearing was put off.')],
  },
  {
    org: 'open-door-recovery',
    program: 'Walk-in recovery counseling',
    subject: 'Mental health crisis team',
    ago: 18,
    request: 'Call the family today, and offer a first talk.',
    steps: [accept(0, '10:50'), end(6, 'not_reached', 'Four calls at different times of the day, and a letter.')],
  },
  {
    org: 'housing',
    program: 'Minor home repair',
    subject: 'Help with home repairs for a senior',
    ago: 12,
    request: 'A leak into the bedroom: look at it before the next rain.',
    steps: [accept(2), [6, '14:20', 'progress', { note: 'An inspector was there; the roofer is booked.' }]],
  },
  {
    org: 'first-shift-job-center',
    program: 'Back from prison, to work',
    subject: 'Reentry help after release',
    ago: 9,
    request: 'Identity papers first, then work.',
    steps: [accept(1)],
  },
  {
    org: 'warm-home-weatherization',
    program: 'Furnace in an emergency',
    subject: 'Help with home repairs for a senior',
    ago: 8,
    request: 'The furnace is out; he heats with the oven.',
    steps: [],
  },
  {
    ...rent,
    ago: 6,
    request: 'One month of rent, and advice on the lease.',
    steps: [accept(1)],
  },
  {
    org: 'justice-table-legal-aid',
    program: 'Advocates for victims of crime',
    subject: 'Apoyo para víctimas de un delito',
    ago: 2,
    request: 'Who pays the hospital, and somebody who goes along to the police.',
    steps: [[1, '15:10', 'ask', { note: 'Was it reported to the police already? Then we can ask for the file.' }]],
  },
  {
    org: 'housing',
    program: 'Minor home repair',
    subject: 'Programa para pintar la casa',
    ago: 1,
    request: 'A letter about the paint has a date in it: say what he can apply for, and ask for time.',
    steps: [],
  },
];
