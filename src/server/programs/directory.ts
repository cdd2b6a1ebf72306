import type { HsdsRow } from '../../domain/programs/hsds/fields.ts';

type Kept = { id: string; hsds_id: string | null; hsds: HsdsRow };
export type KeptPart = Kept & Record<string, unknown>;
export type KeptLocation = Omit<Kept, 'hsds'> & {
  hsds: { row?: HsdsRow; address?: HsdsRow; accessibility?: HsdsRow };
  organization_id: string;
  schedules: KeptPart[];
} & Record<string, unknown>;
export type KeptAt = KeptPart & { location_id: string; schedules: KeptPart[] };
export type KeptOrganization = KeptPart & {
  name: string;
  kind: string;
  phone: string | null;
  is_nonprofit: boolean;
  has_programs: boolean;
  fundings: KeptPart[];
};
export type KeptProgram = KeptPart & {
  organization_id: string;
  phone: string | null;
  is_free: boolean | null;
  review_by: string | null;
  reviewed_on: string | null;
  created_at: string;
  needs: { id: string; need_id: string; code: string; name: string }[];
  languages: { id: string; language: string; name: string; note: string }[];
  districts: { id: string; code: string; name: string }[];
  locations: KeptAt[];
  schedules: KeptPart[];
  costs: KeptPart[];
  documents: KeptPart[];
  fundings: KeptPart[];
};

/** What hsds_directory answers: all that the office has, with what each came as. */
export type Directory = {
  organizations: KeptOrganization[];
  locations: KeptLocation[];
  programs: KeptProgram[];
  rows: { table: string; id: string; row: HsdsRow }[];
};

/** What a thing is called in a file: as it came, or by its own id. */
export const nameOf = (one: { id: string; hsds_id: string | null }): string => one.hsds_id ?? one.id;

/** By what it is called in a file. */
export const byName = <One extends { id: string; hsds_id: string | null }>(list: One[]): Map<string, One> =>
  new Map([...list.map((one) => [one.id, one] as const), ...list.map((one) => [nameOf(one), one] as const)]);

/** The part of our lists that some words of a file mean. */
export type Vocabulary = {
  needs: { code: string; name: string }[];
  languages: { code: string; name: string; endonym: string }[];
  districts: { code: string; name: string }[];
};

/** Codes of three letters for which the office has one of two. */
const threeLetters: Record<string, string> = {
  ...{ eng: 'en', spa: 'es', som: 'so', swa: 'sw', swh: 'sw', ara: 'ar', arb: 'ar', vie: 'vi', hat: 'ht', mya: 'my', por: 'pt' },
  ...{ zho: 'zh', cmn: 'zh', fra: 'fr', bos: 'bs', kin: 'rw', amh: 'am', tir: 'ti', nep: 'ne', pus: 'ps', ukr: 'uk', rus: 'ru' },
};
const isWord = (a: string | undefined, b: string): boolean => a !== undefined && a.trim().toLowerCase() === b.toLowerCase();

export function languageOf(row: HsdsRow, { languages }: Vocabulary): string | null {
  const code = (row.code ?? '').trim().toLowerCase();
  const found = languages.find((one) => one.code === (threeLetters[code] ?? code));
  return (found ?? languages.find((one) => isWord(row.name, one.name) || isWord(row.name, one.endonym)))?.code ?? null;
}

export function districtOf(row: HsdsRow, { districts }: Vocabulary): string | null {
  const number = /^(?:council )?district (\w+)$/i.exec(row.name?.trim() ?? '')?.[1];
  return districts.find((one) => isWord(row.name, one.name) || one.code === number)?.code ?? null;
}

export const needOf = (term: HsdsRow | undefined, { needs }: Vocabulary): string | null =>
  term ? (needs.find((one) => one.code === term.code || isWord(term.name, one.name))?.code ?? null) : null;
