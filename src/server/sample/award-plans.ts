import { addDays, addMonths } from '../../domain/shared/dates.ts';
import { awardPayees as payees } from './words-awards.ts';

export type Category =
  | 'personnel'
  | 'fringe'
  | 'travel'
  | 'equipment'
  | 'supplies'
  | 'construction'
  | 'subawards'
  | 'procurement'
  | 'other'
  | 'indirect';

/** What is spent again and again: about so many dollars, every so many months, as the ledger of the city has it. */
export type Spending = {
  category: Category;
  dollars: number;
  every?: number;
  share?: 'match';
  payee?: string;
  text: string;
  /** The name that an act gave to a subaward. */
  subaward?: string;
};

/** An award of the sample office: days are relative to the day on which the office is invented, amounts in dollars. */
export type AwardPlan = {
  key: string;
  title: string;
  listing: string;
  /** Component, instrument, sequence and program of its number. */
  number: [prefix: string, instrument: string, sequence: string, program: string] | null;
  department: string;
  ordinance: string | null;
  starts_on: string;
  ends_on: string;
  federal: number;
  match?: number;
  shares?: { organization: string; dollars: number; purpose: string }[];
  budget: Partial<Record<Category, number | [federal: number, match: number]>>;
  spending: Spending[];
  /** From this day on nothing is spent. */
  spent_until?: string;
  notes?: string;
};

/** Awards of the kinds that a city has: running, nearly over, begun badly, stopped, offered and asked for. */
export function planAwards(today: string): AwardPlan[] {
  const month = (count: number) => addMonths(`${today.slice(0, 7)}-01`, count);
  const period = (from: number, months: number) => ({ starts_on: month(from), ends_on: addDays(month(from + months), -1) });
  return [
    {
      key: 'capacity',
      title: 'Public safety partnership: capacity building',
      listing: '16.751',
      number: ['PBJA', 'GG', '90317', 'BSCI'],
      department: 'police',
      ordinance: '0376',
      ...period(-14, 36),
      federal: 500_000,
      shares: [{ organization: 'police', dollars: 275_000, purpose: 'Analysts and training of the police department' }],
      budget: {
        personnel: 96_000,
        fringe: 31_000,
        travel: 18_000,
        equipment: 40_000,
        supplies: 12_000,
        subawards: 275_000,
        procurement: 28_000,
      },
      spending: [
        { category: 'personnel', dollars: 2_650, text: 'Grant analyst, half time' },
        { category: 'fringe', dollars: 860, text: 'Fringe of the grant analyst' },
        { category: 'subawards', dollars: 21_500, every: 3, payee: payees.police, text: 'Transfer of the share for the quarter' },
        { category: 'travel', dollars: 2_400, every: 5, payee: payees.travel, text: 'Peer exchange, three people' },
      ],
    },
    {
      key: 'jag',
      title: 'Justice Assistance Grant, local',
      listing: '16.738',
      number: ['PBJA', 'GG', '90746', 'JAGX'],
      department: 'police',
      ordinance: '0214',
      ...period(-22, 48),
      federal: 678_136,
      shares: [
        { organization: 'jackson-county', dollars: 84_500, purpose: 'Drug court case managers' },
        { organization: 'independence', dollars: 61_032, purpose: 'License plate readers' },
      ],
      budget: { personnel: 210_000, fringe: 32_604, equipment: 226_000, supplies: 41_000, subawards: 145_532, other: 23_000 },
      spending: [
        { category: 'personnel', dollars: 4_300, text: 'Overtime, violent crime patrols' },
        { category: 'fringe', dollars: 660, text: 'Fringe on overtime' },
        { category: 'equipment', dollars: 30_500, every: 6, payee: payees.vehicles, text: 'Unit equipment' },
        { category: 'supplies', dollars: 2_100, every: 3, payee: payees.supplies, text: 'Evidence supplies' },
        { category: 'subawards', dollars: 7_400, every: 4, payee: payees.independence, text: 'Reimbursement', subaward: 'readers' },
      ],
    },
    {
      key: 'violence',
      title: 'Community violence intervention: outreach and hospital response',
      listing: '16.045',
      number: ['PBJA', 'GG', '90073', 'CVIP'],
      department: 'health',
      ordinance: '0588',
      ...period(-20, 36),
      federal: 2_000_000,
      budget: {
        personnel: 620_000,
        fringe: 204_000,
        travel: 24_000,
        supplies: 36_000,
        subawards: 700_000,
        procurement: 180_000,
        other: 56_000,
        indirect: 180_000,
      },
      spending: [
        { category: 'personnel', dollars: 17_600, text: 'Outreach workers and supervisor' },
        { category: 'fringe', dollars: 5_700, text: 'Fringe of outreach workers' },
        {
          category: 'subawards',
          dollars: 46_000,
          every: 3,
          payee: payees.eastside,
          text: 'Reimbursement for the quarter',
          subaward: 'mediation',
        },
        { category: 'procurement', dollars: 8_200, every: 4, payee: payees.evaluation, text: 'Evaluation, by invoice' },
        { category: 'supplies', dollars: 1_900, every: 2, payee: payees.supplies, text: 'Outreach supplies' },
        { category: 'indirect', dollars: 4_100, text: 'Indirect costs at the approved rate' },
      ],
    },
    {
      key: 'cops',
      title: 'COPS Hiring Program: ten officers for neighborhood patrols',
      listing: '16.710',
      number: ['JCOPS', 'GG', '91291', 'UHPX'],
      department: 'police',
      ordinance: '0931',
      ...period(-10, 36),
      federal: 1_250_000,
      match: 416_667,
      budget: { personnel: [937_500, 312_500], fringe: [312_500, 104_167] },
      // Only two of ten are hired: far behind the time.
      spending: [
        { category: 'personnel', dollars: 6_900, text: 'Officers hired under the award' },
        { category: 'fringe', dollars: 2_300, text: 'Fringe of these officers' },
        { category: 'personnel', dollars: 2_300, share: 'match', text: 'Local match, salaries' },
      ],
    },
    {
      key: 'court',
      title: 'Justice and mental health: co-response with the municipal court',
      listing: '16.745',
      number: ['PBJA', 'GG', '90812', 'MUMU'],
      department: 'municipal-court',
      ordinance: '0652',
      ...period(-31, 36),
      federal: 550_000,
      match: 137_500,
      budget: {
        personnel: [240_000, 60_000],
        fringe: [76_000, 19_000],
        travel: 14_000,
        supplies: 10_000,
        procurement: [180_000, 58_500],
        other: 30_000,
      },
      spending: [
        { category: 'personnel', dollars: 6_800, text: 'Court liaison and clinician' },
        { category: 'fringe', dollars: 2_150, text: 'Fringe of liaison and clinician' },
        { category: 'personnel', dollars: 1_500, share: 'match', text: 'Court staff time, match' },
        { category: 'procurement', dollars: 8_900, every: 3, payee: payees.clinic, text: 'Crisis stabilization beds' },
        { category: 'other', dollars: 1_700, every: 4, payee: payees.training, text: 'Crisis intervention training' },
      ],
    },
    {
      key: 'cameras',
      title: 'Body-worn cameras: policy and storage',
      listing: '16.835',
      number: ['PBJA', 'GG', '90488', 'BWCX'],
      department: 'police',
      ordinance: '0117',
      ...period(-26, 24),
      federal: 300_000,
      budget: { personnel: 60_000, fringe: 18_000, equipment: 52_000, procurement: 150_000, other: 20_000 },
      spending: [
        { category: 'personnel', dollars: 2_400, text: 'Records clerk for video requests' },
        { category: 'fringe', dollars: 730, text: 'Fringe of the records clerk' },
        { category: 'equipment', dollars: 12_400, every: 6, payee: payees.cameras, text: 'Docking stations' },
      ],
    },
    {
      key: 'youth',
      title: 'Youth violence prevention: mentors in four schools',
      listing: '16.123',
      number: ['PJDP', 'GG', '90229', 'CVPX'],
      department: 'neighborhoods',
      ordinance: '0409',
      ...period(-19, 36),
      federal: 1_000_000,
      budget: { personnel: 520_000, fringe: 168_000, travel: 12_000, supplies: 40_000, procurement: 200_000, other: 60_000 },
      spending: [
        { category: 'personnel', dollars: 13_400, text: 'Mentors and coordinator' },
        { category: 'fringe', dollars: 4_350, text: 'Fringe of mentors' },
        { category: 'procurement', dollars: 15_800, every: 3, payee: payees.training, text: 'Mentor training' },
        { category: 'supplies', dollars: 1_100, every: 2, payee: payees.supplies, text: 'Materials for schools' },
      ],
      spent_until: addDays(today, -70),
    },
    {
      key: 'treatment',
      title: 'Treatment court: expansion for adults',
      listing: '16.585',
      number: ['PBJA', 'GG', '91108', 'DGCT'],
      department: 'municipal-court',
      ordinance: null,
      ...period(1, 48),
      federal: 749_981,
      match: 249_994,
      budget: {},
      spending: [],
      notes: 'Accepted once the Council has passed the ordinance; JustGrants waits 45 days from the award.',
    },
    {
      key: 'dna',
      title: 'DNA backlog reduction and capacity',
      listing: '16.741',
      number: null,
      department: 'police',
      ordinance: null,
      ...period(5, 24),
      federal: 410_000,
      budget: {},
      spending: [],
    },
  ];
}
