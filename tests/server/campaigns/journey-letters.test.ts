import { describe, expect, test } from 'vitest';
import { journeyKinds, stepDays } from '../../../src/domain/campaigns/journeys.ts';
import { checkCampaign } from '../../../src/server/campaigns/check.ts';
import { compileCampaign, renderLetter } from '../../../src/server/campaigns/compile.ts';
import { journeyLetters } from '../../../src/server/campaigns/journey-letters.ts';
import english from '../../../templates/email/journeys.en.json' with { type: 'json' };
import spanish from '../../../templates/email/journeys.es.json' with { type: 'json' };
import { contentWith, links, nobody } from './content.ts';

const all = journeyLetters(['en', 'es'], 'en').flatMap(({ kind, steps }) => steps.map((step) => ({ kind, step })));

describe('our words for journeys', () => {
  test('are the same letters in each language, on days that a journey can have', () => {
    for (const kind of journeyKinds) {
      const days = english[kind].map((one) => one.days);
      expect(spanish[kind].map((one) => one.days)).toEqual(days);
      expect(spanish[kind].map((one) => one.blocks.map((block) => block.kind))).toEqual(
        english[kind].map((one) => one.blocks.map((block) => block.kind)),
      );
      expect(days.every((one) => one >= stepDays[kind].least && one <= stepDays[kind].most)).toBe(true);
      expect(new Set(days).size).toBe(days.length);
    }
  });
  test.each(all)('have nothing in the way of being sent: $kind, $step.days days', async ({ kind, step }) => {
    const content = contentWith(step.messages, { kind: 'journey', journey: kind });
    expect(step.messages.map(({ language }) => language)).toEqual(['en', 'es']);
    expect(await checkCampaign(content)).toEqual([]);
  });
  test('read well to somebody of whom nothing is known', async () => {
    for (const { kind, step } of all) {
      const compiled = await compileCampaign(contentWith(step.messages, { kind: 'journey', journey: kind }));
      const letter = renderLetter(compiled, {
        language: 'en',
        variant: null,
        person: nobody,
        links: { ...links, answer: 'https://engage.city.example/closed/abc' },
      });
      expect(letter.text).toContain('Hello neighbor,');
      expect(letter.text).not.toMatch(/\{\{|undefined|null/);
    }
  });
  test('are named in the reader’s language, and leave out languages that the office does not write in', () => {
    const [welcome] = journeyLetters(['en'], 'es');
    expect(welcome?.steps[0]?.name).toBe('Bienvenida');
    expect(welcome?.steps[0]?.messages.map(({ language }) => language)).toEqual(['en']);
  });
});
