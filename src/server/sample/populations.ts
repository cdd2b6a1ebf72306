/** How many live in a district of the sample city, and speak which language there: invented, in the size of a real one. */
export type SamplePopulation = { district: string; language: string | null; people: number };

const people: Record<string, number> = { '1': 84_600, '2': 86_900, '3': 79_300, '4': 88_100, '5': 81_700, '6': 83_400 };
/** Shares of those who live there, in percent. */
const spoken: Record<string, Record<string, number>> = {
  '1': { es: 6.8, vi: 1.4, ar: 0.6 },
  '2': { es: 4.9, vi: 1.1 },
  '3': { es: 19.4, so: 3.1, sw: 2.2, vi: 1.7, ar: 1 },
  '4': { es: 15.2, so: 1.2, ar: 0.8 },
  '5': { es: 12.6, sw: 1.9, so: 0.9 },
  '6': { es: 5.7, ar: 0.7 },
};

export const samplePopulations: SamplePopulation[] = Object.entries(people).flatMap(([district, all]) => [
  { district, language: null, people: all },
  ...Object.entries(spoken[district] ?? {}).map(([language, share]) => ({
    district,
    language,
    people: Math.round((all * share) / 1000) * 10,
  })),
]);
