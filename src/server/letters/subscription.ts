import english from '../../../templates/email/subscriptions.en.json' with { type: 'json' };
import spanish from '../../../templates/email/subscriptions.es.json' with { type: 'json' };
import type { LetterFacts } from './facts.ts';
import type { Written } from './kinds.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { oneLine } from './pieces.ts';
import { fill, type Wording } from './words.ts';

/** What a letter about lists says, as `delivery_facts` answers it. */
export type SubscriptionFacts = {
  id: string;
  kind: string;
  language: string;
  office: LetterFacts['office'];
  lists: { name: string; translations: Record<string, { name?: string } | undefined> }[];
};

type Words = { greeting: string; foot: string; lists: string } & Record<'subscription.link' | 'subscription.confirm', Wording>;
const languages: Record<string, Words> = { en: english, es: spanish };

/** Letters to whoever typed their address: to confirm, or the way to their choices. `link` is what the one button opens. */
export const subscriptionKinds: Record<string, (facts: SubscriptionFacts, link: string) => Written> = {
  'subscription.confirm': (facts, link) => write(facts, 'subscription.confirm', link),
  'subscription.link': (facts, link) => write(facts, 'subscription.link', link),
};

function write(
  { language: wanted, office, lists }: SubscriptionFacts,
  kind: 'subscription.link' | 'subscription.confirm',
  link: string,
): Written {
  const language = [wanted, wanted.split('-')[0] ?? ''].find((one) => Object.hasOwn(languages, one)) ?? 'en';
  const words = languages[language] as Words;
  const said = words[kind];
  const values = { office: office.name };
  const names = lists.map(({ name, translations }) => oneLine(translations[language]?.name?.trim() || name));
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const shown: Block[] = names.length > 0 ? [{ kind: 'facts', rows: [{ label: words.lists, value: names.join('\n') }] }] : [];
  const blocks: Block[] = [
    paragraph(words.greeting),
    ...said.before.map((line) => paragraph(fill(line, values))),
    ...shown,
    { kind: 'button', label: said.action, url: link },
    ...said.after.map((line) => paragraph(fill(line, values))),
    { kind: 'foot', lines: [[office.name, office.city].join(', '), oneLine(office.address), words.foot] },
  ];
  const subject = fill(said.subject, values);
  return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
}
