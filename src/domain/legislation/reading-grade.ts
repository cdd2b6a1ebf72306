/** Words of a text: letters, with apostrophes and hyphens inside. A number is read as a word. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
const sentencesOf = (text: string): number =>
  text
    // "No. 210140" and "§ 3." end nothing.
    .replace(/\b(?:No|Nos|Mr|Mrs|Ms|Dr|St|Ave|Sec|Art|núm|Sr|Sra)\./gi, '')
    .split(/[.!?…]+(?=\s|$)|\n{2,}/)
    .filter((part) => /\p{L}/u.test(part)).length;

/** Groups of vowels; a silent e at the end is none, "-le" after a consonant is one. */
function englishSyllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.length <= 3) return 1;
  const groups = plain.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}

/** Vowels of their own: strong vowels each, a weak one beside a strong one with it, unless it carries the accent. */
function spanishSyllables(word: string): number {
  const plain = word.toLowerCase().replace(/[gq]u(?=[eiéí])/g, 'g');
  return Math.max(1, (plain.match(/[aeoáéó]|[íú]|[iuü]+(?![aeoáéó])(?<![aeoáéó][iuü])/g) ?? []).length);
}

/**
 * The school grade that a text asks for, to the half: Flesch–Kincaid for English, Crawford for Spanish. Null where there is no such
 * measure, or too little text to say.
 */
export function readingGrade(text: string, language: string): number | null {
  const words = wordsOf(text);
  const sentences = sentencesOf(text);
  if (words.length < 20 || sentences === 0 || !['en', 'es'].includes(language)) return null;
  const count = language === 'en' ? englishSyllables : spanishSyllables;
  const syllables = words.reduce((sum, word) => sum + count(word), 0);
  const grade =
    language === 'en'
      ? 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
      : -0.205 * ((100 * sentences) / words.length) + 0.049 * ((100 * syllables) / words.length) - 3.407;
  return Math.max(1, Math.round(grade * 2) / 2);
}

/** The grade up to which most adults read with ease. */
export const EASY_GRADE = 8;
