import type { Outcome, UnmetReason } from '../../../domain/language-encounters/encounter.ts';
import type { EncounterRow } from '../../../domain/language-encounters/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import type { Tone } from '../components/tag.tsx';

export const outcomeTones: Record<Outcome, Tone> = { served: 'green', partial: 'amber', declined: 'plain', failed: 'brick' };

/** 45 seconds, or 2.5 minutes. */
export function useWaitWords() {
  const { t, format } = useWords();
  return (seconds: number): string =>
    seconds < 90
      ? t('encounter.seconds', { count: format.number(seconds) })
      : t('encounter.minutes', { count: format.decimal(seconds / 60) });
}

/** What an encounter is called, and how it went, in words. */
export function useEncounterWords() {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const wait = useWaitWords();
  const languageName = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  return {
    languageName,
    title: (row: Pick<EncounterRow, 'language' | 'dialect' | 'mode'>) =>
      [[languageName(row.language), row.dialect].filter(Boolean).join(', '), t(`encounter.mode.${row.mode}`)].join(' · '),
    outcome: (outcome: Outcome, reason: UnmetReason | null) =>
      reason
        ? t('encounter.outcome_reason', { outcome: t(`encounter.outcome.${outcome}`), reason: t(`encounter.reason.${reason}`) })
        : t(`encounter.outcome.${outcome}`),
    length: (row: Pick<EncounterRow, 'wait_seconds' | 'duration_minutes' | 'cost_cents'>) =>
      [
        row.wait_seconds === null ? null : t('encounter.waited', { time: wait(row.wait_seconds) }),
        row.duration_minutes === null ? null : t('encounter.minutes', { count: format.number(row.duration_minutes) }),
        row.cost_cents === null ? null : format.money(row.cost_cents),
      ]
        .filter(Boolean)
        .join(' · '),
  };
}
