import { useList } from '@refinedev/core';
import { createContext, useContext } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import type { JourneyKind } from '../../../../domain/campaigns/journeys.ts';

const LetterJourney = createContext<JourneyKind | null>(null);
export const LetterJourneyProvider = LetterJourney.Provider;

/** Whose letter is being written: which fields there are depends on it. */
export const useLetterJourney = (): JourneyKind | null => useContext(LetterJourney);

/** The journey that a campaign is a letter of; null for a bulletin, and until it is known. */
export function useJourneyOf({ id, kind }: CampaignRecord): JourneyKind | null {
  const { query } = useList<{ id: string; journey: { kind: JourneyKind } | null }>({
    resource: 'journey_steps',
    meta: { select: 'id,journey:journeys(kind)' },
    filters: [{ field: 'campaign_id', operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: kind === 'journey' },
  });
  return query.data?.data[0]?.journey?.kind ?? null;
}
