import { type PacketGround, type PacketKind, type PacketLanguage, packetKinds } from './packet.ts';

export type ProfileGround = { key: string; cite: string; words: Record<PacketLanguage, string> };
export type ProfileRule = { act: 'release' | 'list' } | { act: 'withhold'; ground: string };
export type ProfileRules = Record<string, ProfileRule>;
/** What of an inquiry goes out, and on which ground the rest is withheld, as the office keeps it. */
export type RedactionProfile = {
  id: string;
  name: string;
  description: string;
  grounds: ProfileGround[];
  rules: ProfileRules;
  confirmed_by: string | null;
  is_default: boolean;
  archived_at: string | null;
  version: number;
};

export const allKinds: readonly PacketKind[] = Object.values(packetKinds).flat();

/** The grounds of a profile in the words of a language; English where it has none of its own. */
export const groundsIn = ({ grounds }: Pick<RedactionProfile, 'grounds'>, language: PacketLanguage): PacketGround[] =>
  grounds.map(({ key, cite, words }) => ({ key, cite, words: words[language] || words.en }));

/** The kinds that it withholds; one that came after it was written is withheld until somebody says. */
export const withheldBy = ({ rules }: Pick<RedactionProfile, 'rules'>): PacketKind[] =>
  allKinds.filter((kind) => (rules[kind]?.act ?? 'withhold') === 'withhold');

/** The grounds without one, when no rule rests on it; null when one does. */
export function removeGround({ grounds, rules }: Pick<RedactionProfile, 'grounds' | 'rules'>, key: string): ProfileGround[] | null {
  const rests = Object.values(rules).some((rule) => rule.act === 'withhold' && rule.ground === key);
  return rests ? null : grounds.filter((one) => one.key !== key);
}

/** An empty ground more, under a key that is free. */
export function addEmptyGround(grounds: readonly ProfileGround[]): ProfileGround[] {
  const taken = new Set(grounds.map(({ key }) => key));
  let number = grounds.length + 1;
  while (taken.has(`ground_${number}`)) number++;
  return [...grounds, { key: `ground_${number}`, cite: '', words: { en: '', es: '' } }];
}
