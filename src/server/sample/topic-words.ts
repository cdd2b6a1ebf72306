import { lawsAndMoney } from './words-laws.ts';
import { programsAndLanguage } from './words-programs.ts';
import { servicesAndTools } from './words-services.ts';

/** `asked`: language of the words, subject, body. `closed`: what was done in the end. */
export type TopicWords = { asked: (readonly [language: 'en' | 'es', subject: string, body: string])[]; closed: string[] };

/** The topics of the reference data by code, each with how much of the work it is. */
export const topicWeights = [
  ['charter-and-ordinances', 9],
  ['city-finances', 7],
  ['grants-information', 5],
  ['programs-for-residents', 14],
  ['grant-funded-services', 9],
  ['doj-programs', 5],
  ['language-assistance', 11],
  ['mykcmo-app', 7],
  ['open-data-training', 4],
  ['311-and-services', 20],
  ['records-request', 5],
  ['other', 4],
] as const;

export const topicWords: Record<string, TopicWords> = { ...lawsAndMoney, ...programsAndLanguage, ...servicesAndTools };

/** What is written down on the way, by kind of interaction. */
export const stepWords: Record<'note' | 'call' | 'email' | 'visit' | 'letter', string[]> = {
  note: [
    'Asked the department; answer expected by the end of the week.',
    'Resident prefers to be called after four.',
    'Found an earlier inquiry about the same thing and read it.',
    'Two departments are involved; Public Works takes the lead.',
    'Waiting for a document that the resident will bring.',
    'Checked the map: this is inside the city limits.',
  ],
  call: [
    'Called, no answer. Left a message with our number.',
    'Called back and explained the next steps.',
    'Resident called to ask how far it is. Told what we know.',
    'Called the department; they have it on the list.',
  ],
  email: ['Sent the links and the form.', 'Resident wrote with two more photos.', 'Department answered; passed the answer on.'],
  visit: ['Came to the counter; we filled in the form together.', 'Met on site with the block captain.'],
  letter: ['Mailed the printed form with a return envelope.', 'A signed letter came in; it is in the file.'],
};
