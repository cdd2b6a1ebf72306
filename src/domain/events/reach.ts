/** Counts of one cut; people, not rows. A language's count is null where it is too small to be told. */
type Counts<Told = number> = { attendance: Told; registrations: Told; inquiries: Told };

export type ReachDistrict = Counts & {
  id: string;
  code: string;
  name: string;
  events: number;
  population: { people: number; source: string; as_of: string } | null;
  /** Of the latest ten events there: how many there were, and in how many each language was spoken or interpreted. */
  last: { events: number; languages: Record<string, number> };
  /** How many people speak a language there. */
  speakers: Record<string, number>;
};
export type ReachLanguage = Counts<number | null> & { code: string; name: string; people: number | null };

/** What outreach_reach answers. */
export type Reach = {
  from: string;
  to: string;
  districts: ReachDistrict[];
  languages: ReachLanguage[];
  /** `attendance_told`: those who came of whom a language is known. */
  city: Counts & { events: number; attendance_told: number };
  /** Held where no district is noted. */
  elsewhere: Counts & { events: number };
};

/** Why an office should go there next. Rates are per 1,000 residents; shares are 0 to 1. */
export type ReachReason =
  | { kind: 'no_events' }
  | { kind: 'few_people'; rate: number; city: number }
  | { kind: 'asks_more'; rate: number; city: number }
  | { kind: 'language'; language: string; share: number; held: number; of: number };
export type Suggestion = { district: ReachDistrict; reasons: ReachReason[]; weight: number };

export const perThousand = (count: number, people: number): number => (people > 0 ? (count * 1000) / people : 0);

/** The people of all districts whose number is known; null where none is. */
export function cityPeople({ districts }: Reach): number | null {
  const known = districts.filter(({ population }) => population !== null);
  return known.length === 0 ? null : known.reduce((sum, { population }) => sum + (population?.people ?? 0), 0);
}

/** What came of districts whose people are known, per 1,000 of them: the line that districts are held against. */
export function cityRate(reach: Reach, what: 'attendance' | 'registrations' | 'inquiries'): number | null {
  const people = cityPeople(reach);
  if (!people) return null;
  const counted = reach.districts.filter(({ population }) => population !== null).reduce((sum, one) => sum + one[what], 0);
  return perThousand(counted, people);
}

/** A language is looked at where at least so many of a district speak it. */
const LANGUAGE_SHARE = 0.08;
/** So far below the city is few; so far above it is many. */
const FEW = 0.6;
const MANY = 1.4;

/** Where to go next, the most pressing first: by how many people more it would take to reach the district as the city is reached. */
export function suggestReach(reach: Reach): Suggestion[] {
  const city = cityRate(reach, 'attendance');
  const asked = cityRate(reach, 'inquiries');
  if (city === null || asked === null) return [];
  const suggestions = reach.districts.flatMap((district): Suggestion[] => {
    const people = district.population?.people ?? 0;
    if (people === 0) return [];
    const rate = perThousand(district.attendance, people);
    const inquiries = perThousand(district.inquiries, people);
    const reasons: ReachReason[] = [];
    if (district.events === 0) reasons.push({ kind: 'no_events' });
    else if (rate < city * FEW) reasons.push({ kind: 'few_people', rate, city });
    if (asked > 0 && inquiries > asked * MANY && rate < city) reasons.push({ kind: 'asks_more', rate: inquiries, city: asked });
    for (const [language, speakers] of Object.entries(district.speakers)) {
      const share = speakers / people;
      const held = district.last.languages[language] ?? 0;
      // Where no event was held, that is the reason.
      if (language !== 'en' && share >= LANGUAGE_SHARE && district.last.events > 0 && held / district.last.events < Math.max(0.3, share))
        reasons.push({ kind: 'language', language, share, held, of: district.last.events });
    }
    const missing = Math.max(0, ((city - rate) * people) / 1000);
    const unheard = reasons.reduce((sum, one) => (one.kind === 'language' ? sum + (one.share * people) / 1000 : sum), 0);
    return reasons.length > 0 ? [{ district, reasons, weight: missing + unheard }] : [];
  });
  return suggestions.sort((a, b) => b.weight - a.weight || a.district.code.localeCompare(b.district.code));
}

/** A language in the city: its share of those who live here, and of those who came. Null where it is not known or not told. */
export function languageShares(reach: Reach): { language: ReachLanguage; ofPeople: number | null; ofAttendance: number | null }[] {
  const people = cityPeople(reach);
  return reach.languages.map((language) => ({
    language,
    ofPeople: people && language.people !== null ? language.people / people : null,
    ofAttendance: language.attendance !== null && reach.city.attendance_told > 0 ? language.attendance / reach.city.attendance_told : null,
  }));
}
