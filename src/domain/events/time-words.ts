/**
 * The time that a person means by "6pm", "18:00", "1830", "6:30" or "10", as '18:00'; null when it cannot be read. A bare hour
 * is the one that an office is awake for: 7 to 12 as it stands, 1 to 6 in the afternoon. With `after`, the first such time
 * that is later: "10" to "1" ends at 13:00.
 */
export function readTime(text: string, after?: string | null): string | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0\u202f.]/g, '');
  if (/^(noon|mediodia|mediodía)$/.test(typed)) return '12:00';
  const match = /^(\d{1,2})(?::?(\d{2}))?(am|pm|a|p|h|hrs)?$/.exec(typed);
  if (!match) return null;
  const [, hours = '', minutes = '0', half = ''] = match;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (hour > 23 || minute > 59) return null;
  if (half.startsWith('a') || half.startsWith('p')) {
    if (hour < 1 || hour > 12) return null;
    return clock((hour % 12) + (half.startsWith('p') ? 12 : 0), minute);
  }
  // "06:00", "18", "0:30" and "18h" are a clock of 24 hours already.
  if (hour === 0 || hour > 12 || hours.startsWith('0') || half.startsWith('h')) return clock(hour, minute);
  const [early, late] = [clock(hour % 12, minute), clock((hour % 12) + 12, minute)];
  const usual = hour >= 7 && hour <= 11 ? early : late;
  if (!after || usual > after) return usual;
  return late > after ? late : usual;
}

const clock = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
