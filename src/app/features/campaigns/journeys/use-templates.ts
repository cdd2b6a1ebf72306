import { useCallback, useEffect, useState } from 'react';
import type { JourneyKind } from '../../../../domain/campaigns/journeys.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice } from '../../../providers/office.tsx';
import type { Journey } from './use-journeys.ts';

/** A letter that a journey can begin with; `messages` as save_campaign takes them. */
export type TemplateStep = { days: number; name: string; messages: { language: string; subject: string }[] };
export type Templates = { all: { kind: JourneyKind; steps: TemplateStep[] }[] | null; error: unknown; retry: () => void };

/** The letters that journeys can begin with, asked for where somebody may add them; null until they are known. */
export function useTemplates(isWanted: boolean): Templates {
  const { connection } = useOffice();
  const { locale } = useWords();
  const [all, setAll] = useState<Templates['all']>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    setError(null);
    askServerJson<NonNullable<Templates['all']>>(connection, `/campaigns/journeys/templates?language=${locale}&try=${tries}`).then(
      (found) => {
        if (!isOver) setAll(found);
      },
      (refused: unknown) => {
        if (!isOver) setError(refused);
      },
    );
    return () => {
      isOver = true;
    };
  }, [connection, locale, tries, isWanted]);
  return { all, error, retry: useCallback(() => setTries((before) => before + 1), []) };
}

/** Those of ours that a journey does not have yet, by its day or by its name; null until they are known. */
export function missingIn({ kind, steps }: Journey, all: Templates['all']): TemplateStep[] | null {
  if (!all) return null;
  const ours = all.find((one) => one.kind === kind)?.steps ?? [];
  return ours.filter(({ days, name }) => !steps.some((step) => step.days === days || step.campaign.name === name));
}
