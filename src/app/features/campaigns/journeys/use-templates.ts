import { useCallback, useEffect, useState } from 'react';
import type { JourneyKind } from '../../../../domain/campaigns/journeys.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice } from '../../../providers/office.tsx';

/** A letter that a journey can begin with; `messages` as save_campaign takes them. */
export type TemplateStep = { days: number; name: string; messages: { language: string; subject: string }[] };

/** The letters that one journey can begin with; null until they are known. */
export function useTemplates(kind: JourneyKind) {
  const { connection } = useOffice();
  const { locale } = useWords();
  const [steps, setSteps] = useState<TemplateStep[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isOver = false;
    setError(null);
    askServerJson<{ kind: JourneyKind; steps: TemplateStep[] }[]>(
      connection,
      `/campaigns/journeys/templates?language=${locale}&try=${tries}`,
    ).then(
      (all) => {
        if (!isOver) setSteps(all.find((one) => one.kind === kind)?.steps ?? []);
      },
      (refused: unknown) => {
        if (!isOver) setError(refused);
      },
    );
    return () => {
      isOver = true;
    };
  }, [connection, locale, kind, tries]);
  return { steps, error, retry: useCallback(() => setTries((before) => before + 1), []) };
}
