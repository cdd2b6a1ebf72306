import { useEffect, useState } from 'react';
import type { ScreenerWords } from '../../../domain/screener/words.ts';

/** The languages that there are printed words for. */
const files: Record<string, () => Promise<{ default: ScreenerWords }>> = {
  en: () => import('../../../../templates/screener/en.json'),
  es: () => import('../../../../templates/screener/es.json'),
};

/** The language that is printed for a reader of this one: theirs, or English. */
export function printedLanguage(language: string): string {
  const main = language.split('-')[0] ?? '';
  return [language, main].find((one) => Object.hasOwn(files, one)) ?? 'en';
}

/** The words of a language; null while they come. */
export function useScreenerWords(language: string): ScreenerWords | null {
  const printed = printedLanguage(language);
  const [loaded, setLoaded] = useState<{ language: string; words: ScreenerWords } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void files[printed]?.().then(({ default: words }) => isWanted && setLoaded({ language: printed, words }));
    return () => {
      isWanted = false;
    };
  }, [printed]);
  return loaded?.language === printed ? loaded.words : null;
}
