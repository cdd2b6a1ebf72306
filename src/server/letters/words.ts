import english from '../../../templates/email/events.en.json' with { type: 'json' };
import spanish from '../../../templates/email/events.es.json' with { type: 'json' };

export type Wording = { subject: string; before: string[]; action: string; after: string[] };
export type WordingName = Exclude<keyof typeof english, 'labels'>;
export type Labels = typeof english.labels;
export type Words = { tag: string; labels: Labels } & Record<WordingName, Wording>;

/** The languages that letters of events are written in. `tag` is how dates and numbers look. */
const languages: Record<string, Words> = {
  en: { tag: 'en-US', ...english },
  es: { tag: 'es-US', ...spanish },
};

/** The languages that there are words for, English first. */
export const writtenLanguages = Object.keys(languages);

/** The words for a reader: of their language, or of its main form, or English. */
export function wordsFor(language: string): { language: string; words: Words } {
  const main = language.split('-')[0] ?? '';
  const found = [language, main].find((one) => Object.hasOwn(languages, one)) ?? 'en';
  return { language: found, words: languages[found] as Words };
}

/** Words with their values; a name without a value is a mistake of ours and must not be sent. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The letter needs a value for "${name}".`);
    return value;
  });
}
