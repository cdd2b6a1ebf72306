import type { DataClient } from '../../data/client.ts';
import { plainName } from './guess-columns.ts';

/** What the office's own things are called in files: by their code or by a name, in English and Spanish. */
export type OfficeWords = {
  /** The code of a language. */
  language: (text: string) => string | undefined;
  /** The id of a district: 3, 3.0, D3, District 3. */
  district: (text: string) => string | undefined;
};

export async function readOfficeWords(service: DataClient): Promise<OfficeWords> {
  const [languages, districts] = await Promise.all([
    service.from('languages').select('code, name').eq('is_active', true),
    service.from('districts').select('id, code, name'),
  ]);
  if (languages.error) throw languages.error;
  if (districts.error) throw districts.error;
  const codes = new Map<string, string>();
  for (const { code, name } of languages.data) {
    const names = ['en', 'es', code].map((locale) => nameOf(code, locale));
    for (const text of [...names, name, code]) if (text) codes.set(plainName(text), code);
  }
  const ids = new Map<string, string>();
  for (const { id, code, name } of districts.data) for (const text of [name, code]) ids.set(plainName(text), id);
  return {
    language: (text) => codes.get(plainName(text)),
    district: (text) => {
      const plain = plainName(text.replace(/^(\d+)\.0+$/, '$1'));
      return ids.get(plain) ?? ids.get(plain.replace(/^(?:council )?(?:district|distrito|dist|d) ?/, ''));
    },
  };
}

function nameOf(code: string, locale: string): string | undefined {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code);
  } catch {
    return undefined;
  }
}
