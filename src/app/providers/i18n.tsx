import type { I18nProvider } from '@refinedev/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en } from '../i18n/en.ts';
import { type Dictionary, fillMessage, type MessageKey, type PluralKey, type Values } from '../i18n/translate.ts';
import { createFormat, type Format } from '../shared/format.ts';
import { type Locale, writeLocale } from './preferences.ts';

export type Translate = (key: MessageKey, values?: Values) => string;

type Words = {
  locale: Locale;
  t: Translate;
  /** Chooses `key_one` or `key_other` by the count, which fills `{count}`. */
  tn: (key: PluralKey, count: number, values?: Values) => string;
  format: Format;
  setLocale: (locale: Locale) => void;
};

const WordsContext = createContext<Words | null>(null);

/** The dictionary of a language; Spanish is loaded when somebody reads it. */
export async function loadDictionary(locale: Locale): Promise<Dictionary> {
  return locale === 'es' ? (await import('../i18n/es.ts')).es : en;
}

type WordsProviderProps = { locale: Locale; dictionary: Dictionary; timeZone: string; children: ReactNode };

export function WordsProvider({ locale: first, dictionary, timeZone, children }: WordsProviderProps) {
  const [language, setLanguage] = useState({ locale: first, dictionary });
  useEffect(() => {
    document.documentElement.lang = language.locale;
  }, [language.locale]);
  const words = useMemo<Words>(() => {
    const format = createFormat(language.locale === 'es' ? 'es-US' : 'en-US', timeZone);
    const plurals = new Intl.PluralRules(language.locale);
    const t: Translate = (key, values) => fillMessage(language.dictionary[key] ?? key, values);
    return {
      locale: language.locale,
      t,
      tn: (key, count, values) =>
        t(`${key}_${plurals.select(count) === 'one' ? 'one' : 'other'}` as MessageKey, { count: format.number(count), ...values }),
      format,
      setLocale: async (locale) => {
        const next = await loadDictionary(locale);
        writeLocale(locale);
        setLanguage({ locale, dictionary: next });
      },
    };
  }, [language, timeZone]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

/** The reader's words, dates and numbers. Only inside WordsProvider. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords needs a WordsProvider above it.');
  return words;
}

/** The same words for Refine's own hooks. */
export function useRefineI18n(): I18nProvider {
  const { t, locale, setLocale } = useWords();
  return useMemo(
    () => ({
      translate: (key: string, options?: Values) => t(key as MessageKey, options),
      changeLocale: async (next: string) => setLocale(next === 'es' ? 'es' : 'en'),
      getLocale: () => locale,
    }),
    [t, locale, setLocale],
  );
}
