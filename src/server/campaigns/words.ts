import arabic from '../../../templates/email/campaigns.ar.json' with { type: 'json' };
import english from '../../../templates/email/campaigns.en.json' with { type: 'json' };
import spanish from '../../../templates/email/campaigns.es.json' with { type: 'json' };
import french from '../../../templates/email/campaigns.fr.json' with { type: 'json' };
import portuguese from '../../../templates/email/campaigns.pt.json' with { type: 'json' };
import russian from '../../../templates/email/campaigns.ru.json' with { type: 'json' };
import somali from '../../../templates/email/campaigns.so.json' with { type: 'json' };
import swahili from '../../../templates/email/campaigns.sw.json' with { type: 'json' };
import vietnamese from '../../../templates/email/campaigns.vi.json' with { type: 'json' };

export type CampaignWords = typeof english;

/** The words that the program itself puts into letters of campaigns; English where there are none. */
const languages: Record<string, CampaignWords> = {
  en: english,
  es: spanish,
  so: somali,
  sw: swahili,
  ar: arabic,
  vi: vietnamese,
  pt: portuguese,
  fr: french,
  ru: russian,
};

const RIGHT_TO_LEFT = ['ar', 'fa', 'prs', 'he', 'ur', 'ps', 'ckb', 'sd', 'ug', 'yi', 'dv'];
const main = (language: string): string => language.split('-')[0] ?? language;

export const campaignWords = (language: string): CampaignWords =>
  [language, main(language)].flatMap((one) => (Object.hasOwn(languages, one) ? [languages[one] as CampaignWords] : []))[0] ?? english;

/** The language that the program's own words are in, where the letter's has none. */
export const wordsLanguage = (language: string): string => [language, main(language)].find((one) => Object.hasOwn(languages, one)) ?? 'en';

export const directionOf = (language: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.includes(main(language)) ? 'rtl' : 'ltr');
