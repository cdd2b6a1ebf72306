import { addDays } from '../../domain/shared/dates.ts';
import { act, coordinator, manager, type SampleAct } from './award-acts.ts';

const staff = 'staff@rotunda.example';
const minh = 'minh.tran@rotunda.example';

type Plan = [ago: number, time: string, language: string, mode: string, asked: string, more?: Record<string, unknown>];

const certified = { vendor_id: '@voices', qualification: 'vendor_certified' };
const unmet = (reason: string, note: string) => ({ outcome: 'failed', unmet_reason: reason, unmet_note: note });
const call = (number: string, interpreter: string, minutes: number, wait: number, more: Record<string, unknown> = {}) => ({
  ...certified,
  confirmation_number: number,
  interpreter_number: interpreter,
  duration_minutes: minutes,
  wait_seconds: wait,
  ...more,
});

/** Help in another language over the last two months, as people would have logged it. Nobody in it is real. */
const plans: Plan[] = [
  [3, '10:12', 'so', 'phone', 'Help with rent that is two months behind', call('VX-20418', '4471', 14, 35)],
  [4, '14:40', 'ar', 'phone', 'What a letter about the water bill says', call('VX-20397', '9015', 9, 50)],
  [
    6,
    '09:25',
    'my',
    'phone',
    'A missed trash pickup',
    { ...certified, wait_seconds: 540, ...unmet('no_interpreter', 'Nobody for Burmese until noon; a call back was promised.') },
  ],
  [
    8,
    '11:05',
    'es',
    'bilingual_staff',
    'How to apply for the home repair program',
    { interpreter_staff_id: `@staff:${staff}`, duration_minutes: 18 },
  ],
  [
    9,
    '15:30',
    'vi',
    'bilingual_staff',
    'Which permit a food stand needs',
    { interpreter_staff_id: `@staff:${minh}`, duration_minutes: 22 },
  ],
  [11, '13:15', 'sw', 'phone', 'Enrolling a child in school', call('VX-20311', '2208', 21, 65)],
  [13, '10:50', 'ase', 'sign', 'Questions at the budget workshop', { ...certified, duration_minutes: 90 }],
  [
    15,
    '16:20',
    'so',
    'phone',
    'A summons to municipal court',
    call('VX-20254', '4471', 25, 40, {
      outcome: 'partial',
      unmet_reason: 'quality',
      unmet_note: 'The legal words were not clear; the legal aid clinic was asked to call.',
    }),
  ],
  [
    17,
    '09:40',
    'es',
    'in_person',
    'The hearing on rental inspections',
    { vendor_id: '@org:language-access', qualification: 'vendor_certified', duration_minutes: 75 },
  ],
  [20, '11:30', 'prs', 'video', 'Food boxes in the neighborhood', call('VX-20190', '7733', 12, 30)],
  [
    22,
    '14:05',
    'pt',
    'phone',
    'Street lights that are out',
    { ...certified, wait_seconds: 25, ...unmet('dropped', 'The line was lost twice.') },
  ],
  [
    24,
    '10:00',
    'es',
    'translation',
    'A notice of the water department, read to her at the desk',
    { interpreter_staff_id: `@staff:${staff}`, words: 180, duration_minutes: 10 },
  ],
  [27, '15:10', 'rw', 'phone', 'Winter coats for the family', call('VX-20102', '3140', 11, 80)],
  [
    31,
    '12:45',
    'ar',
    'in_person',
    'A job fair at the community center',
    {
      used_family: true,
      used_minor: true,
      outcome: 'partial',
      unmet_reason: 'no_interpreter',
      unmet_note: 'His daughter of 15 interpreted; nobody was booked.',
    },
  ],
  [34, '09:15', 'vi', 'phone', 'Appealing a property assessment', call('VX-20031', '5120', 16, 20)],
  [38, '13:50', 'uk', 'phone', 'English classes in the evening', call('VX-19974', '6402', 8, 45)],
  [
    41,
    '10:35',
    'es',
    'bilingual_staff',
    'Help with an application for the rent fund',
    { interpreter_staff_id: `@staff:${staff}`, duration_minutes: 30 },
  ],
  [
    44,
    '14:25',
    'und',
    'phone',
    'Not known: the caller hung up while an interpreter was looked for',
    { identified_by: 'guess', outcome: 'failed', unmet_reason: 'resident_left' },
  ],
  [47, '11:15', 'ht', 'video', 'Registering a car', call('VX-19880', '8816', 13, 55)],
  [10, '16:45', 'so', 'phone', 'Test call to our own line', { is_test: true, vendor_id: '@voices', wait_seconds: 70, duration_minutes: 3 }],
  [
    25,
    '08:55',
    'my',
    'phone',
    'Test call to our own line',
    { is_test: true, vendor_id: '@voices', wait_seconds: 600, outcome: 'failed', unmet_reason: 'no_interpreter' },
  ],
];

/** Interpreters and what they billed, who of the staff speaks what, documents; organizations come before. */
export function languageActs(today: string): SampleAct[] {
  const on = (ago: number) => addDays(today, -ago);
  const vendor = {
    name: 'Voices on Call',
    kind: 'agency',
    description: 'Interpreters by phone and video, around the clock, in more than a hundred languages.',
    is_interpreter_vendor: true,
  };
  const speaks = (language: string, level: string, months: number | null) => ({
    language,
    level,
    skill: 'both',
    ...(months === null ? {} : { tested_on: on(months * 30), tested_by: 'Office of Language Access', valid_until: addDays(today, 700) }),
  });
  return [
    act(on(150), 'save_organization', { p_organization: vendor }, { keep: 'voices' }),
    act(on(140), 'save_staff_languages', { p_staff: `@staff:${staff}`, p_languages: [speaks('es', 'native', 6)] }),
    act(on(140), 'save_staff_languages', {
      p_staff: `@staff:${minh}`,
      p_languages: [speaks('vi', 'native', null), speaks('fr', 'basic', null)],
    }),
    act(on(140), 'save_staff_languages', {
      p_staff: `@staff:${coordinator}`,
      p_languages: [speaks('so', 'native', 5), speaks('ar', 'working', null)],
    }),
    ...plans.map(([ago, time, language, mode, asked_for, more = {}]) =>
      act(
        on(ago),
        'save_encounter',
        {
          p_encounter: {
            occurred_local: `${on(ago)}T${time}`,
            language,
            mode,
            asked_for,
            ...(ago === 6 ? { follow_up_on: on(-1) } : {}),
            ...more,
          },
        },
        { as: staff },
      ),
    ),
    act(on(2), 'import_interpreter_invoice', {
      p_rows: billed(today),
      p_facts: { vendor_id: '@voices', invoice_number: 'VOC-1187', invoiced_on: on(2), file_name: 'voices-on-call.csv' },
      p_dry_run: false,
    }),
    act(
      on(20),
      'save_translation',
      {
        p_translation: {
          title: 'How to apply for the rent fund',
          language: 'es',
          source_words: 640,
          is_vital: true,
          vendor_id: '@org:language-access',
          due_on: on(6),
        },
      },
      { as: staff, keep: 'rent-es' },
    ),
    act(
      on(9),
      'write_translation',
      {
        p_id: '@rent-es',
        p_body: 'Cómo solicitar ayuda del fondo de alquiler.\n\nTraiga su contrato, el aviso del dueño y una identificación.',
      },
      { as: staff },
    ),
    act(on(7), 'review_translation', { p_id: '@rent-es', p_review: 'approved', p_note: 'Good and plain.' }, { as: manager }),
    act(
      on(12),
      'save_translation',
      {
        p_translation: {
          title: 'Notice of the hearing on rental inspections',
          language: 'so',
          source_words: 240,
          is_vital: true,
          translator_staff_id: `@staff:${coordinator}`,
          reviewer_id: null,
          due_on: addDays(today, 3),
        },
      },
      { as: staff, keep: 'hearing-so' },
    ),
    act(on(5), 'write_translation', {
      p_id: '@hearing-so',
      p_body: 'Ogeysiis dhageysi dadweyne oo ku saabsan kormeerka guryaha la kireysto.',
    }),
    act(
      on(4),
      'save_translation',
      {
        p_translation: {
          title: 'Winter shelters, a flyer',
          language: 'sw',
          source_words: 310,
          due_on: addDays(today, 9),
          vendor_id: '@voices',
        },
      },
      { as: staff },
    ),
  ];
}

/** The invoice of the last weeks: the calls that have a number, and two lines that nobody logged. */
function billed(today: string) {
  const lines = plans.flatMap(([ago, time, language, , , more]) =>
    typeof more?.confirmation_number === 'string' && ago < 45 && more.is_test !== true
      ? [
          {
            ago,
            time,
            language,
            number: more.confirmation_number,
            interpreter: String(more.interpreter_number),
            minutes: Number(more.duration_minutes),
          },
        ]
      : [],
  );
  const odd = [
    { ago: 19, time: '17:05', language: 'es', number: 'VX-20202', interpreter: '1120', minutes: 7 },
    { ago: 29, time: '10:20', language: 'Chuukese', number: 'VX-20077', interpreter: '9940', minutes: 12 },
  ];
  return [...lines, ...odd].map(({ ago, time, language, number, interpreter, minutes }, index) => ({
    line: index + 1,
    occurred_local: `${addDays(today, -ago)}T${time}`,
    language,
    interpreter,
    confirmation: number,
    minutes,
    rate_cents: 72,
    cost_cents: minutes * 72,
    access: 'OCE',
  }));
}
