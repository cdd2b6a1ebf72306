import english from '../../../templates/pages/en.json' with { type: 'json' };
import spanish from '../../../templates/pages/es.json' with { type: 'json' };

export type PageWords = typeof english;

/** One entry for each language of the public pages. The compiler refuses a file in which a word is missing. */
const languages = { en: english, es: spanish satisfies PageWords as PageWords } as const;

export type PageLanguage = keyof typeof languages;
export const pageLanguages = Object.keys(languages) as PageLanguage[];

export const wordsOf = (language: PageLanguage): PageWords => languages[language];

/** A language that there are words for; null for any other, and for whatever else was sent. "es-MX" is "es". */
export function asPageLanguage(named: unknown): PageLanguage | null {
  const code = typeof named === 'string' ? named.toLowerCase().split('-')[0] : undefined;
  return pageLanguages.find((language) => language === code) ?? null;
}

/** The language of a page: as asked by name, else as the link has it, else what the browser likes best, else English. */
export function choosePageLanguage({
  asked,
  link,
  accepted,
}: {
  asked?: string | undefined;
  link?: string | null | undefined;
  accepted?: string | undefined;
}): PageLanguage {
  const liked = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...rest] = entry.trim().split(';');
      const weight = Number(/^\s*q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1);
      return { language: asPageLanguage(tag), weight };
    })
    .filter(({ language, weight }) => language !== null && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return asPageLanguage(asked) ?? asPageLanguage(link) ?? liked?.language ?? 'en';
}

/** A sentence with its values. A name without a value is a mistake of ours and must not be shown. */
export function say(sentence: string, values: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The page needs a value for "${name}".`);
    return String(value);
  });
}

/** A sentence by number: "{n} place", "{n} places". */
export function sayCount(
  language: PageLanguage,
  plural: { one: string; other: string },
  n: number,
  values: Record<string, string | number> = {},
): string {
  const form = new Intl.PluralRules(language).select(n) === 'one' ? plural.one : plural.other;
  return say(form, { n: n.toLocaleString(language), ...values });
}
