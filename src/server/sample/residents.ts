import { namesByLanguage } from './names.ts';
import type { Random } from './random.ts';

/** A resident as load_sample takes it: codes instead of ids, `key` to hang inquiries on. */
export type SampleResident = {
  key: number;
  name: string;
  preferred_name: string | null;
  preferred_language: string;
  needs_interpreter: boolean;
  accessibility_need: string | null;
  district: string | null;
  neighborhood: string | null;
  phones: { number: string; label: string | null }[];
  emails: { address: string; label: string | null }[];
  addresses: { lines: string; postal_code: string; label: string | null }[];
};

const languages = [
  ['en', 62],
  ['es', 15],
  ...(['so', 'sw', 'ar', 'vi', 'ht', 'my'] as const).map((code) => [code, 2.4] as const),
  ...(['pt', 'zh', 'fr', 'bs', 'rw', 'am', 'ti', 'ne', 'ps', 'prs', 'uk', 'ru', 'ase', 'und'] as const).map((code) => [code, 0.6] as const),
] as const;

/** Invented neighborhoods by district; the streets are as ordinary as they come in any city. */
export const places: Record<string, { neighborhoods: string[]; postal: string[] }> = {
  '1': { neighborhoods: ['Briarfield', 'Maple Crossing', 'Cooley Ridge'], postal: ['64119', '64118'] },
  '2': { neighborhoods: ['North Landing', 'Barrybrook', 'Platte View'], postal: ['64151', '64154'] },
  '3': { neighborhoods: ['East Terrace', 'Lykins Grove', 'Vine Heights'], postal: ['64127', '64128'] },
  '4': { neighborhoods: ['Old Market', 'Westgate Hill', 'Union Gardens'], postal: ['64108', '64111'] },
  '5': { neighborhoods: ['Swope Meadows', 'Blue Hollow', 'Eastbrook'], postal: ['64130', '64132'] },
  '6': { neighborhoods: ['Southwood', 'Red Bridge Farm', 'Wornall Glen'], postal: ['64114', '64145'] },
};
const streets = [
  'Walnut Street',
  'Prospect Avenue',
  'Troost Avenue',
  'Linden Lane',
  'Indiana Avenue',
  'Maple Boulevard',
  'Holmes Road',
  'Oak Street',
  'Elmwood Avenue',
  'Garfield Avenue',
  'Summit Street',
  'Independence Avenue',
];
const needs = [
  'Large print letters, please.',
  'Uses a wheelchair: meet on the ground floor.',
  'Hard of hearing: write or use relay, do not call.',
  'Blind: send text that a screen reader can read.',
  'Needs more time on the phone.',
];

export function inventResidents(random: Random, count: number): SampleResident[] {
  const residents: SampleResident[] = [];
  for (let key = 1; key <= count; key++) {
    const before = residents[key - 2];
    residents.push(before && random.chance(0.22) ? inventRelative(random, key, before) : inventResident(random, key));
  }
  return residents;
}

function inventResident(random: Random, key: number): SampleResident {
  const language = random.weighted(languages);
  const pool = namesByLanguage[language]!;
  const given = random.pick(pool.given);
  const family = random.pick(pool.family);
  const district = random.chance(0.04)
    ? null
    : random.weighted([
        ['1', 12],
        ['2', 10],
        ['3', 26],
        ['4', 20],
        ['5', 20],
        ['6', 12],
      ] as const);
  const place = district ? places[district]! : null;
  const english = language === 'en';
  return {
    key,
    name: language === 'vi' || language === 'zh' ? `${family} ${given}` : `${given} ${family}`,
    preferred_name: random.chance(0.06) ? given : null,
    preferred_language: language,
    needs_interpreter: !english && random.chance(language === 'ase' ? 0.9 : 0.35),
    accessibility_need: random.chance(0.05) ? random.pick(needs) : null,
    district,
    neighborhood: place && random.chance(0.8) ? random.pick(place.neighborhoods) : null,
    phones: random.chance(0.84) ? inventPhones(random) : [],
    emails: random.chance(0.58) ? [{ address: inventAddress(random, given, family), label: null }] : [],
    addresses:
      place && random.chance(0.7)
        ? [{ lines: `${random.between(100, 9899)} ${random.pick(streets)}`, postal_code: random.pick(place.postal), label: 'Home' }]
        : [],
  };
}

/** Somebody of the same household: same family name, address and phone, an e-mail address of their own at most. */
function inventRelative(random: Random, key: number, relative: SampleResident): SampleResident {
  const pool = namesByLanguage[relative.preferred_language]!;
  const family = pool.family.find((name) => relative.name.split(' ').includes(name)) ?? random.pick(pool.family);
  const given = random.pick(pool.given);
  const familyFirst = relative.preferred_language === 'vi' || relative.preferred_language === 'zh';
  return {
    ...relative,
    key,
    name: familyFirst ? `${family} ${given}` : `${given} ${family}`,
    preferred_name: null,
    needs_interpreter: relative.needs_interpreter && random.chance(0.6),
    accessibility_need: null,
    phones: relative.phones.slice(0, 1),
    emails: random.chance(0.4) ? [{ address: inventAddress(random, given, family), label: null }] : relative.emails,
  };
}

/** 555-0100 to 555-0199 are set aside for invented numbers in every area code, so several households have the same. */
function inventPhones(random: Random): SampleResident['phones'] {
  const number = () =>
    `+1${random.weighted([
      ['816', 85],
      ['913', 15],
    ] as const)}55501${String(random.between(0, 99)).padStart(2, '0')}`;
  const first = number();
  const second = number();
  const phones: SampleResident['phones'] = [{ number: first, label: random.chance(0.5) ? 'Mobile' : null }];
  if (second !== first && random.chance(0.12)) phones.push({ number: second, label: 'Work' });
  return phones;
}

function inventAddress(random: Random, given: string, family: string): string {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/gi, 'd')
      .replace(/[^a-z]/gi, '')
      .toLowerCase();
  return `${plain(given)}.${plain(family)}${random.between(1, 99)}@example.${random.pick(['org', 'net', 'com'] as const)}`;
}
