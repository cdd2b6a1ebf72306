import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import {
  type ResidentRpcQuery,
  readResidentQuery,
  toAudience,
  toResidentRpcQuery,
  whereOfAudience,
} from '../../../../domain/residents/query.ts';
import type { Where } from '../../../../domain/residents/where.ts';
import { type GroupDraft, toDraft, toWhere } from '../../../../domain/residents/where-draft.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useReferences } from '../../../providers/references.tsx';
import type { AudienceDraft } from './use-preview.ts';

type Chosen = { draft: GroupDraft; search: string; view_id: string | null; topic_id: string | null; skips_open_inquiries: boolean };
type Kept = { search: string; where: Where | null; view_id: string | null; topic_id: string | null; skips_open_inquiries: boolean };

const slot = (campaign: CampaignRecord) => `rotunda.audience.${campaign.id}`;

function keptOf(campaign: CampaignRecord): Kept {
  const audience = campaign.audience as ResidentRpcQuery;
  const { view_id, topic_id, skips_open_inquiries } = campaign;
  return { search: audience.search ?? '', where: whereOfAudience(audience), view_id, topic_id, skips_open_inquiries };
}

/** What was chosen in this tab and not saved, if the page was left since. */
function unsavedOf(campaign: CampaignRecord): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(slot(campaign)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

const chosenOf = ({ where, ...rest }: Kept): Chosen => ({ draft: toDraft(where), ...rest });
const asKept = ({ draft, ...rest }: Chosen): Kept => ({ ...rest, where: toWhere(draft) });
const same = (a: Kept, b: Kept) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** The audience while it is chosen; kept in this browser tab until it is saved or thrown away. */
export function useAudience(campaign: CampaignRecord) {
  const { districts } = useReferences();
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(unsavedOf(campaign) ?? keptOf(campaign)));
  const now = asKept(chosen);
  const saved = keptOf(campaign);
  // What is saved may change under this (undo, another person): what nobody touched here follows.
  const [seen, setSeen] = useState(saved);
  if (!same(seen, saved)) {
    setSeen(saved);
    if (same(now, seen)) setChosen(chosenOf(saved));
  }
  const isUnchosen = Object.keys(campaign.audience).length === 0;

  function take(next: Chosen) {
    setChosen(next);
    const kept = asKept(next);
    if (same(kept, keptOf(campaign))) sessionStorage.removeItem(slot(campaign));
    else sessionStorage.setItem(slot(campaign), JSON.stringify(kept));
  }

  const preview: AudienceDraft = {
    audience: toAudience(now.search, now.where),
    list_id: campaign.list_id,
    topic_id: now.topic_id,
    skips_open_inquiries: now.skips_open_inquiries,
  };
  return {
    chosen,
    where: now.where,
    preview,
    /** Whether there is something to save; an audience that nobody chose yet can be saved as it is: everybody. */
    isChanged: !same(now, saved) || isUnchosen,
    isUnsaved: !same(now, saved),
    change: (patch: Partial<Chosen>) => take({ ...chosen, ...patch }),
    takeView: (view: SavedView) => {
      const query = toResidentRpcQuery(readResidentQuery(new URLSearchParams(view.query)), districts) as ResidentRpcQuery;
      take({ ...chosen, draft: toDraft(whereOfAudience(query)), search: query.search ?? '', view_id: view.id });
    },
    discard: () => take(chosenOf(keptOf(campaign))),
    forget: () => sessionStorage.removeItem(slot(campaign)),
    /** What save_campaign takes. */
    columns: { audience: preview.audience, view_id: now.view_id, topic_id: now.topic_id, skips_open_inquiries: now.skips_open_inquiries },
    /** Whether it is still as the view has it. */
    isAsView: (view: SavedView) => {
      const query = toResidentRpcQuery(readResidentQuery(new URLSearchParams(view.query)), districts) as ResidentRpcQuery;
      return JSON.stringify(toAudience(query.search ?? '', toWhere(toDraft(whereOfAudience(query))))) === JSON.stringify(preview.audience);
    },
  };
}

export type Audience = ReturnType<typeof useAudience>;
