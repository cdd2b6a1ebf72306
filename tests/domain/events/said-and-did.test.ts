import { describe, expect, test } from 'vitest';
import { type FollowUpFacts, type FollowUpItem, withoutPeople, writeSaidAndDid } from '../../../src/domain/events/said-and-did.ts';

const item = (more: Partial<FollowUpItem>): FollowUpItem => ({
  subject: 'Street light out at 12th and Vine',
  voices: 1,
  status: 'closed',
  resolution: 'resolved',
  note: null,
  department: null,
  topic: null,
  names: [],
  ...more,
});
const facts = (items: FollowUpItem[]): FollowUpFacts => ({
  event: {
    title: 'Blue Valley clinic',
    title_es: 'Clínica de Blue Valley',
    starts_on: '2026-03-03',
    place: 'Central Library',
    neighborhood: 'Blue Valley',
    district: null,
  },
  people: 34,
  names: ['Rosa María Quintana', 'Park Hill', 'Ana Li'],
  items,
});

describe('the draft of "You said, we did"', () => {
  test('tells what was done before what is still open, in both languages', () => {
    const { en, es } = writeSaidAndDid(
      facts([
        item({ subject: 'Trash on the lot behind the school', status: 'in_progress', resolution: null }),
        item({ voices: 5, note: 'The bulb was changed on March 20.' }),
        item({ subject: 'Who pays for a broken curb?', resolution: 'referred', department: 'Public Works' }),
      ]),
    );
    expect(en).toBe(
      [
        'You said, we did',
        'On March 3, 2026 we held “Blue Valley clinic” at Central Library, Blue Valley. 34 people came. This is what we heard, and what came of it.',
        'What was done\n• Street light out at 12th and Vine. (5 people said so) It is done. The bulb was changed on March 20.\n• Who pays for a broken curb? We handed it to Public Works and follow what comes of it.',
        'What is still open\n• Trash on the lot behind the school. We are working on it.',
      ].join('\n\n'),
    );
    expect(es).toContain(
      'El 3 de marzo de 2026 celebramos “Clínica de Blue Valley” en Central Library, Blue Valley. Vinieron 34 personas.',
    );
    expect(es).toContain('(lo dijeron 5 personas) Está hecho.');
    expect(es).toContain('Lo que sigue abierto\n• Trash on the lot behind the school. Estamos trabajando en ello.');
  });

  test('leaves out what was told twice or taken back, and a heading without anything below it', () => {
    const { en } = writeSaidAndDid(
      facts([item({ resolution: 'duplicate' }), item({ resolution: 'cancelled' }), item({ status: 'new', resolution: null })]),
    );
    expect(en).not.toContain('What was done');
    expect(en.match(/•/g)).toHaveLength(1);
  });

  test('names nobody, in whatever way the name was written', () => {
    const { en, es } = writeSaidAndDid(
      facts([
        item({
          subject: 'Rosa Peña asks about the lamp',
          note: 'Called Ms. PENA at (816) 555-0142 and wrote to rosa.pena@example.org; she is glad.',
          names: ['Rosa Peña de la Cruz'],
        }),
      ]),
    );
    expect(`${en}${es}`).not.toMatch(/rosa|pe[nñ]a|555|example/i);
    expect(en).toContain('• … asks about the lamp. It is done. Called Ms. … at … and wrote to …; she is glad.');
  });
});

test('somebody of the event who stands in another one’s sentence is left out where the name is told in two parts', () => {
  const { en } = writeSaidAndDid(facts([item({ subject: 'Rosa Quintana and ANA LI ask about Swope Park and Rosa Street' })]));
  expect(en).toContain('• … and … ask about Swope Park and Rosa Street.');
});

test('a part of a name that is a word too stays where it is one', () => {
  expect(withoutPeople('In may May Hill climbed the hill on 2026-03-20', ['May Hill'])).toBe('In may … climbed the hill on 2026-03-20');
  expect(withoutPeople('Lot 1204 is 30 feet wide', ['Ana'])).toBe('Lot 1204 is 30 feet wide');
});
