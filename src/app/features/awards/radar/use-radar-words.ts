import type { RadarAnswer, RadarRow } from '../../../../domain/awards/radar.ts';
import type { WhatIf } from '../../../../domain/awards/what-if.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** The radar in sentences. */
export function useRadarWords() {
  const { t, tn, format } = useWords();
  const day = format.dateWithYear;
  return {
    day,
    /** How it stands with all of them, the worst first. */
    lead: ({ counts }: RadarAnswer): { text: string; tone: 'late' | 'soon' | 'plain' }[] => {
      const parts: { text: string; tone: 'late' | 'soon' | 'plain' }[] = [];
      const say = (count: number, text: string, tone: 'late' | 'soon' | 'plain') => count > 0 && parts.push({ text, tone });
      say(counts.late, tn('radar.lead.late', counts.late), 'late');
      say(counts.locked, tn('radar.lead.locked', counts.locked), 'late');
      say(counts.suspended, tn('radar.lead.suspended', counts.suspended), 'late');
      say(counts.week, tn('radar.lead.week', counts.week), 'soon');
      say(counts.month, tn('radar.lead.month', counts.month), 'plain');
      if (parts.length === 0) parts.push({ text: t('radar.lead.quiet'), tone: 'plain' });
      return parts;
    },
    /** How far the day is: a number that can be read from the last row of a room, and what it counts. */
    countdown: ({ days_to_due }: Pick<RadarRow, 'days_to_due'>): { figure: string; unit: string } => {
      const days = days_to_due ?? 0;
      if (days === 0) return { figure: t('radar.today'), unit: t('radar.today_unit') };
      return { figure: String(Math.abs(days)), unit: days < 0 ? tn('radar.days_late', -days) : tn('radar.days_left', days) };
    },
    /** What follows: since when it holds, or in how many days. */
    follows: ({ consequence, holds_from, is_holding }: RadarRow, today: string, daysBetween: (from: string, to: string) => number) => {
      if (!consequence || !holds_from) return null;
      if (is_holding) return t(`radar.holds.${consequence}`, { day: day(holds_from) });
      return tn(`radar.ahead.${consequence}`, daysBetween(today, holds_from), { day: day(holds_from) });
    },
    /** The sentence of "what if". */
    whatIf: ({ filedOn, daysLate, holds, ahead, lateBehind, stuckCents }: WhatIf): string[] => {
      const filed = daysLate === 0 ? t('radar.if.in_time', { day: day(filedOn) }) : tn('radar.if.filed', daysLate, { day: day(filedOn) });
      const told = [filed];
      if (holds) told.push(tn(`radar.if.holds.${holds.consequence}`, holds.days, { day: day(holds.from) }));
      else if (ahead && daysLate > 0) told.push(tn(`radar.if.ahead.${ahead.consequence}`, ahead.days, { day: day(ahead.from) }));
      else told.push(t(daysLate === 0 ? 'radar.if.nothing' : 'radar.if.nothing_late'));
      if (holds && stuckCents !== null)
        told.push(
          t(holds.consequence === 'administrative_closeout' ? 'radar.if.lost' : 'radar.if.stuck', { amount: format.money(stuckCents) }),
        );
      if (lateBehind > 0) told.push(tn('radar.if.behind', lateBehind));
      return told;
    },
  };
}
