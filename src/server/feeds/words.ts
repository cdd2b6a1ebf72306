import english from '../../../templates/feeds/en.json' with { type: 'json' };
import spanish from '../../../templates/feeds/es.json' with { type: 'json' };

export type FeedWords = {
  cancelled: string;
  details: string;
  task: string;
  inquiry: string;
  tag: string;
  report: string;
  report_file_by: string;
  kinds: Record<string, string>;
};

const languages: Record<string, FeedWords> = { en: english, es: spanish };

/** The words of a feed in a language; English where there are none. */
export const feedWords = (language = 'en'): FeedWords => languages[language] ?? english;
