import type { SectionAnswers } from './content.ts';
import type { ReportFacts } from './facts.ts';
import { fill, fillPlural, type ReportWording } from './wording.ts';

/** What fewer than five answered is not told: of so few it would be known who said what. */
const smallestCount = 5;

/** What a section says of the question after its inquiries; null when nobody was asked, nobody answered and nothing was reopened. */
export function compileAnswers(section: number, facts: ReportFacts, { answers: words, language }: ReportWording) {
  const found = facts.answers.find(({ key }) => key === String(section));
  if (!found) return null;
  const { asked, answered, no, reopened = 0 } = found;
  const isFew = answered < smallestCount;
  const parts = (['yes', 'not_yet', 'no'] as const)
    .filter((answer) => found[answer] > 0)
    .map((answer) => fillPlural(words[answer], found[answer], language));
  const said = fill(words.flow, {
    asked: fillPlural(words.asked, asked, language),
    answered: fillPlural(words.answered, answered, language),
  });
  const split = isFew ? words.few : fill(words.said, { parts: new Intl.ListFormat(language, { type: 'conjunction' }).format(parts) });
  const figures: SectionAnswers = { asked, answered, disputed: isFew ? null : no, ...(reopened > 0 ? { reopened } : {}) };
  const statements = [
    ...(asked + answered > 0 ? [said] : []),
    ...(answered > 0 ? [split] : []),
    ...(reopened > 0 ? [fillPlural(words.reopened, reopened, language)] : []),
  ];
  return { statements, figures };
}
