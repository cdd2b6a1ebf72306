import { addDays } from '../../domain/shared/dates.ts';
import type { SampleInquiry } from './inquiries.ts';
import type { Random } from './random.ts';

/** A task as load_sample_tasks takes it: addresses instead of ids, the office's clock instead of instants. */
export type SampleTask = {
  title: string;
  notes?: string;
  inquiry: { subject: string; opened_local: string } | null;
  checklist?: string;
  is_required?: boolean;
  owner: string | null;
  owner_role?: string;
  due_on: string | null;
  created_local: string;
  created_by: string;
  done_local?: string;
  done_by?: string;
  outcome?: 'done' | 'dropped';
  sort_order?: number;
};

type Item = { title: string; due_days: number | null; owner_role?: string; is_required?: boolean };
type SampleChecklist = { name: string; description: string; record_table: string | null; topics: string[]; items: Item[] };

export const sampleChecklists: SampleChecklist[] = [
  {
    name: 'Records request',
    description: 'From the request to the packet, within three business days.',
    record_table: 'inquiries',
    topics: ['records-request'],
    items: [
      { title: 'Confirm to the requester what is sought', due_days: 0 },
      { title: 'Ask the custodian of the records', due_days: 1 },
      { title: 'Note what is withheld, and under which section', due_days: 2 },
      { title: 'Read the packet once more before it goes out', due_days: 3, owner_role: 'manager', is_required: true },
    ],
  },
  {
    name: 'Help with an application',
    description: 'What a resident needs until the application is in.',
    record_table: 'inquiries',
    topics: ['programs-for-residents', 'grant-funded-services'],
    items: [
      { title: 'Check who may apply, and until when', due_days: 1 },
      { title: 'Name the documents to bring', due_days: 1 },
      { title: 'Fill in the application together', due_days: 5 },
      { title: 'Ask whether an answer has come', due_days: 15 },
    ],
  },
  {
    name: 'First visit in another language',
    description: 'Before somebody comes who needs an interpreter.',
    record_table: null,
    topics: ['language-assistance'],
    items: [
      { title: 'Book the interpreter', due_days: 1 },
      { title: 'Send the appointment in their language', due_days: 1 },
      { title: 'Ask afterwards whether everything was understood', due_days: 4 },
    ],
  },
  {
    name: 'Neighborhood meeting',
    description: 'From the room to the thanks; days count from the meeting.',
    record_table: 'events',
    topics: [],
    items: [
      { title: 'Confirm the room and its keys', due_days: -10 },
      { title: 'Book the interpreter', due_days: -8 },
      { title: 'Send the flyer to the neighborhood groups', due_days: -6 },
      { title: 'Pack what has to be in the car', due_days: -1 },
      { title: 'Enter the sign-in sheet', due_days: 1, is_required: true },
      { title: 'Thank the host', due_days: 2 },
    ],
  },
];

const onInquiries = [
  'Call back with the answer',
  'Ask the department for the status',
  'Send the form and the directions',
  'Check that the work order is in',
  'Write down the account number',
  'Ask for a photo of the place',
];
const ofTheOffice: [title: string, owner: string | null, owner_role: string | undefined, days: number][] = [
  ['Bring the district maps to the library', 'staff@rotunda.example', undefined, 2],
  ['Agree on dates for the Open Data class', 'coordinator@rotunda.example', undefined, 5],
  ['Read the report before it goes to Council', 'manager@rotunda.example', undefined, 1],
  ['Renew the interpreters’ list', null, 'coordinator', 9],
];

/** What is to be done in the sample office: on some open inquiries, by one checklist, and on none. */
export function inventTasks(random: Random, inquiries: SampleInquiry[], today: string) {
  const open = inquiries.filter((row) => row.closed_local === null && row.assigned_to !== null);
  const tasks: SampleTask[] = [];
  for (const row of open.filter(() => random.chance(0.6))) {
    const owner = row.assigned_to ?? row.created_by;
    const isDone = random.chance(0.35);
    const created_local = later(row.opened_local, random.between(5, 90));
    const done_local = `${addDays(today, -1)} ${row.opened_local.slice(11)}`;
    tasks.push({
      title: random.pick(onInquiries),
      inquiry: { subject: row.subject, opened_local: row.opened_local },
      owner,
      due_on: addDays(
        today,
        random.weighted([
          [-1, 8],
          [0, 20],
          [1, 30],
          [3, 25],
          [7, 17],
        ]),
      ),
      created_local,
      created_by: row.created_by,
      ...(isDone && done_local > created_local ? { done_local, done_by: owner, outcome: 'done' as const } : {}),
    });
  }
  const list = sampleChecklists[1];
  const helped = open.find((row) => row.topic === 'programs-for-residents') ?? open[0];
  if (list && helped) tasks.push(...onRecord(list, helped, today));
  for (const [title, owner, owner_role, days] of ofTheOffice) {
    tasks.push({
      title,
      inquiry: null,
      owner,
      ...(owner_role ? { owner_role } : {}),
      due_on: addDays(today, days),
      created_local: `${addDays(today, -3)} 10:15:00`,
      created_by: 'manager@rotunda.example',
    });
  }
  return { checklists: sampleChecklists, tasks };
}

/** A checklist in the middle of its work: the first item is done. */
function onRecord(list: SampleChecklist, row: SampleInquiry, today: string): SampleTask[] {
  const owner = row.assigned_to ?? row.created_by;
  const created_local = later(row.opened_local, 20);
  return list.items.map((item, index) => ({
    title: item.title,
    inquiry: { subject: row.subject, opened_local: row.opened_local },
    checklist: list.name,
    is_required: item.is_required ?? false,
    owner: item.owner_role ? null : owner,
    ...(item.owner_role ? { owner_role: item.owner_role } : {}),
    due_on: addDays(today, index),
    created_local,
    created_by: owner,
    sort_order: index + 1,
    ...(index === 0 ? { done_local: later(row.opened_local, 80), done_by: owner, outcome: 'done' as const } : {}),
  }));
}

/** Some minutes later on the same day. */
function later(local: string, minutes: number): string {
  const [hour = 0, minute = 0] = local.slice(11, 16).split(':').map(Number);
  const at = Math.min(hour * 60 + minute + minutes, 23 * 60 + 58);
  return `${local.slice(0, 11)}${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:59`;
}
