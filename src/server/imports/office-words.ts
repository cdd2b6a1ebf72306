import type { DataClient } from '../../data/client.ts';
import { plainName } from './guess-columns.ts';
import { departmentCode } from './kc311-words.ts';

/** What the office's own things are called in files: by their code or by a name, in English and Spanish. */
export type OfficeWords = {
  /** The code of a language. */
  language: (text: string) => string | undefined;
  /** The id of a district: 3, 3.0, D3, District 3. */
  district: (text: string) => string | undefined;
  /** The id of a topic that is in use, or of one that an import made. */
  topic: (text: string) => string | undefined;
  /** The id of a department or partner. */
  department: (text: string) => string | undefined;
};

export async function readOfficeWords(service: DataClient): Promise<OfficeWords> {
  const [languages, districts, topics, organizations] = await Promise.all([
    service.from('languages').select('code, name').eq('is_active', true),
    service.from('districts').select('id, code, name'),
    service.from('topics').select('id, code, name').order('is_active').order('code', { ascending: false }).limit(5_000),
    service.from('organizations').select('id, code, name').order('name').limit(10_000),
  ]);
  if (languages.error) throw languages.error;
  if (districts.error) throw districts.error;
  if (topics.error) throw topics.error;
  if (organizations.error) throw organizations.error;
  const codes = new Map<string, string>();
  for (const { code, name } of languages.data) {
    const names = ['en', 'es', code].map((locale) => nameOf(code, locale));
    for (const text of [...names, name, code]) if (text) codes.set(plainName(text), code);
  }
  const ids = new Map<string, string>();
  for (const { id, code, name } of districts.data) for (const text of [name, code]) ids.set(plainName(text), id);
  const topicIds = idsByName(topics.data);
  const organizationIds = idsByName(organizations.data);
  return {
    topic: (text) => topicIds.get(plainName(text)),
    department: (text) => organizationIds.get(plainName(departmentCode(text) ?? text)),
    language: (text) => codes.get(plainName(text)),
    district: (text) => {
      const plain = plainName(text.replace(/^(\d+)\.0+$/, '$1'));
      return ids.get(plain) ?? ids.get(plain.replace(/^(?:council )?(?:district|distrito|dist|d) ?/, ''));
    },
  };
}

/** By name and by code; of two that are called the same the later one counts. */
const idsByName = (rows: { id: string; code: string | null; name: string }[]): Map<string, string> =>
  new Map(rows.flatMap(({ id, code, name }) => [name, ...(code ? [code] : [])].map((text): [string, string] => [plainName(text), id])));

function nameOf(code: string, locale: string): string | undefined {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code);
  } catch {
    return undefined;
  }
}
