import { useCustom, useList } from '@refinedev/core';
import { useCallback, useRef, useState } from 'react';
import type { PacketCounts, PacketGround, PacketLanguage } from '../../../../domain/inquiries/packet.ts';
import { carryChoices, noChoices, type PacketChoices, type SeenEntry } from '../../../../domain/inquiries/packet-choices.ts';
import { groundsIn, type RedactionProfile, withheldBy } from '../../../../domain/inquiries/redaction-profile.ts';
import { readDraft } from '../../../providers/drafts.ts';
import { useKeptDraft } from '../../../shared/drafts/use-kept-draft.ts';

export type ProfileRow = Pick<RedactionProfile, 'id' | 'name' | 'description' | 'confirmed_by' | 'grounds' | 'rules'>;
/** As preview_packet answers. */
export type Preview = {
  inquiry: SeenEntry;
  entries: SeenEntry[];
  grounds: PacketGround[];
  counts: PacketCounts;
  stale: string[];
  digest: string;
  profile: { id: string; name: string; confirmed_by: string | null; withheld: Record<string, string>; grounds: PacketGround[] };
};
export type PacketDraft = { profile: string | null; language: PacketLanguage; choices: PacketChoices; note: string };

/** What of the office the copy is made of: when one of it changes, the copy is looked at again. */
const tells = [
  'inquiries',
  'interactions',
  'mails',
  'attachments',
  'tasks',
  'referrals',
  'referral_events',
  'language_encounters',
  'inquiry_answers',
  'redaction_profiles',
];

/** A copy while it is looked through: the profile, what is chosen by hand, and how it would go out. The choices survive a reload. */
export function usePacket(inquiry: { id: string; language: string }) {
  const empty: PacketDraft = { profile: null, language: inquiry.language === 'es' ? 'es' : 'en', choices: noChoices, note: '' };
  const name = `packet.${inquiry.id}`;
  const [draft, setDraft] = useState<PacketDraft>(() => readDraft<PacketDraft>(name) ?? empty);
  const keep = useKeptDraft<PacketDraft>({ table: 'inquiries', id: inquiry.id, kind: 'packet', name }, true, (found) =>
    setDraft(found ?? empty),
  );
  const latest = useRef(draft);
  latest.current = draft;
  const change = useCallback(
    (patch: Partial<PacketDraft>) => {
      const next = { ...latest.current, ...patch };
      latest.current = next;
      setDraft(next);
      keep(next);
    },
    [keep],
  );
  const { query: profiles } = useList<ProfileRow>({
    resource: 'redaction_profiles',
    meta: { select: 'id,name,description,confirmed_by,grounds,rules' },
    filters: [{ field: 'archived_at', operator: 'null', value: true }],
    sorters: [
      { field: 'is_default', order: 'desc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const offered = profiles.data?.data ?? null;
  // One that was retired since is not chosen any more.
  const profile = offered?.find(({ id }) => id === draft.profile) ?? offered?.[0] ?? null;
  const { query } = useCustom<Preview>({
    url: 'preview_packet',
    method: 'post',
    config: { payload: { p_inquiry: inquiry.id, p_profile: profile?.id, p_choices: draft.choices, p_language: draft.language } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['packet', inquiry.id, profile?.id, draft.language, draft.choices],
      enabled: profile !== null,
      gcTime: 0,
      meta: { live: tells },
      placeholderData: (before: unknown) => before as never,
    },
  });
  const preview = query.data?.data ?? null;
  return {
    draft,
    profile,
    profiles: offered,
    preview,
    isStale: query.isPlaceholderData || query.isFetching,
    error: profiles.error ?? query.error,
    retry: () => void (profiles.error ? profiles.refetch() : query.refetch()),
    setChoices: (choices: PacketChoices) => change({ choices }),
    setLanguage: (language: PacketLanguage) => change({ language }),
    setNote: (note: string) => change({ note }),
    /** Another profile: what was chosen comes along, its grounds in words where the new one does not have them. */
    setProfile: (id: string) => {
      const to = offered?.find((one) => one.id === id);
      if (!to || !profile) return;
      const choices = carryChoices(draft.choices, groundsIn(profile, draft.language), groundsIn(to, draft.language), withheldBy(to));
      change({ profile: id, choices });
    },
    forget: () => {
      latest.current = { ...empty, profile: draft.profile };
      setDraft(latest.current);
      keep(null);
    },
  };
}
export type Packet = ReturnType<typeof usePacket>;
