/** "4", "4 h", "2.5 hours", "30 min", "90m" as whole minutes of work; a bare number is hours. Null for nothing, undefined for what cannot be read. */
export function readMinutes(text: string): number | null | undefined {
  const typed = text.trim().toLowerCase().replace(',', '.');
  if (typed === '') return null;
  const match = /^(\d{1,5}(?:\.\d{1,2})?)\s*(m|min|mins|minutes?|minutos?|h|hrs?|hours?|horas?)?$/.exec(typed);
  if (!match) return undefined;
  const minutes = Number(match[1]) * (match[2]?.startsWith('m') ? 1 : 60);
  return Number.isInteger(minutes) && minutes > 0 ? minutes : undefined;
}

/** Minutes as they are typed: "4 h", "90 min". */
export const writeMinutes = (minutes: number): string => (minutes % 30 === 0 ? `${minutes / 60} h` : `${minutes} min`);
