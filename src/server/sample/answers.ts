import { addDays } from '../../domain/shared/dates.ts';
import { act, type SampleAct } from './award-acts.ts';

/** What the office answers when it is asked about the law, checked on a day; and what it often does at once. Invented answers to real questions. */
export function answerActs(today: string): SampleAct[] {
  const written = (keep: string, ago: number, topic: string, title: string, texts: Record<string, string>, laws: string[]) =>
    act(
      addDays(today, -ago),
      'save_answer_card',
      {
        p_card: {
          title,
          topic_id: `@topic:${topic}`,
          texts: Object.entries(texts).map(([language, body]) => ({ language, body })),
          citations: laws.map((law) => ({ legislation_id: `@law:${law}` })),
        },
      },
      { keep },
    );
  const checked = (keep: string, ago: number, againIn: number) =>
    act(addDays(today, -ago), 'move_answer_card', {
      p_id: `@${keep}`,
      p_version: 1,
      p_to: 'current',
      p_facts: { checked_on: addDays(today, -ago), review_by: addDays(today, againIn) },
    });
  const macro = (ago: number, p_macro: Record<string, unknown>) => act(addDays(today, -ago), 'save_macro', { p_macro });
  return [
    written(
      'office',
      120,
      'charter-and-ordinances',
      'What is the Office of Citizen Engagement for?',
      {
        en: 'The office answers questions about the charter, ordinances and resolutions. It tells you which grants and programs you can use, and helps you apply. It does not decide on any of them: the department does.',
        es: 'La oficina responde preguntas sobre la carta de la ciudad, las ordenanzas y las resoluciones. Le dice qué subvenciones y programas puede usar y le ayuda a solicitarlos. No decide sobre ellos: decide el departamento.',
      },
      ['210140'],
    ),
    checked('office', 118, 240),
    written(
      'language',
      95,
      'language-assistance',
      'Can I have an interpreter when I talk to the city?',
      {
        en: 'Yes, and it costs you nothing. Tell us your language. We call an interpreter while you are on the phone, or you choose a time to come.',
        es: 'Sí, y no le cuesta nada. Díganos su idioma. Llamamos a un intérprete mientras está al teléfono, o usted elige cuándo venir.',
      },
      ['210140'],
    ),
    checked('language', 94, 200),
    act(addDays(today, -6), 'move_answer_card', {
      p_id: '@language',
      p_version: 2,
      p_to: 'review',
      p_facts: { note: 'The Office of Language Access takes the calls now: does the second sentence still hold?' },
    }),
    written(
      'council',
      60,
      'charter-and-ordinances',
      'How do I read an ordinance before the Council votes on it?',
      {
        en: 'Each ordinance has a file number of six digits. The City Clerk shows the text and where it stands under that number. If you do not know the number, tell us the subject and we look for it.',
      },
      ['200878'],
    ),
    macro(80, {
      name: 'Ask for the missing papers',
      description: 'A note of what was asked, and the clock stands.',
      set_status: 'waiting_resident',
      note: 'Asked for the missing papers by phone.',
    }),
    macro(75, { name: 'I take it', description: 'Mine, and in progress.', set_status: 'in_progress', assign: 'me' }),
    macro(70, {
      name: 'Nobody answers any more',
      description: 'After three tries.',
      close_code: 'no_response',
      close_note: 'Three calls on three days, no answer.',
    }),
  ];
}
