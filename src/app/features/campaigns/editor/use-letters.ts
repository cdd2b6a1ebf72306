import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Refusal, toRefusal } from '../../../../data/refusals.ts';
import { type Message, readMessage } from '../../../../domain/campaigns/blocks.ts';
import { type CampaignRecord, sortMessages } from '../../../../domain/campaigns/campaign.ts';
import { areSame, type LetterConflict, type Letters, mergeLetters, settleLetters, toPatch } from '../../../../domain/campaigns/letters.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { type CampaignColumns, useCampaignActs } from '../actions.ts';

/** What this browser began with, and which version of the campaign that was. */
type Base = { version: number; letters: Letters };
type Kept = { base: Base; mine: Letters };

export type SaveState = 'saved' | 'waiting' | 'saving' | 'unsaved' | 'conflict';

const none: LetterConflict[] = [];
const restMs = 1200;
const longestMs = 10_000;
const draftOf = (id: string) => `campaign.letters.${id}`;

const toLetters = (campaign: CampaignRecord): Letters => ({
  fallback: campaign.fallback_language,
  messages: sortMessages(campaign.messages, campaign.fallback_language).map((row) => readMessage(row)),
});

/**
 * What is written, saved by itself when typing rests. Every keystroke is in this browser's drafts until the database has it. When
 * somebody else saved meanwhile, what only one of the two touched is laid together; where both did, `conflicts` asks.
 */
export function useLetters(campaign: CampaignRecord, mayWrite: boolean) {
  const acts = useCampaignActs();
  const draft = draftOf(campaign.id);
  const [{ base, mine }, setState] = useState<Kept>(() => {
    const kept = mayWrite ? readDraft<Kept>(draft) : null;
    const now = { version: campaign.version, letters: toLetters(campaign) };
    return kept?.base?.letters && kept.mine ? kept : { base: now, mine: now.letters };
  });
  const [isRestored] = useState(() => !areSame(base.letters, mine));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [takenOver, setTakenOver] = useState(0);
  const [tries, setTries] = useState(0);
  const since = useRef<number | null>(null);
  const latest = useRef({ base, mine, isSaving: false, write: acts.save });
  latest.current = { base, mine, isSaving, write: acts.save };
  /** What was refused as it is: it is tried again when it was changed. */
  const refused = useRef<Letters | null>(null);

  const isDirty = mayWrite && !areSame(base.letters, mine);
  useEffect(() => {
    if (mayWrite) writeDraft(draft, isDirty ? { base, mine } : null);
  }, [draft, base, mine, isDirty, mayWrite]);

  // Somebody saved: this browser, and then nothing differs, or another.
  const theirs = useMemo(() => toLetters(campaign), [campaign]);
  const isBehind = !isSaving && campaign.version !== base.version;
  const conflicts = useMemo(
    () => (isBehind ? mergeLetters(base.letters, mine, theirs).conflicts : none),
    [isBehind, base.letters, mine, theirs],
  );
  const isAgreed = isBehind && conflicts.length === 0;
  const isTheirsNew = isAgreed && !areSame(base.letters, theirs);
  useEffect(() => {
    if (!isAgreed) return;
    // Laid over what is written by then: a key that came after this was drawn is not to be lost.
    setState((now) => {
      const merged = mergeLetters(now.base.letters, now.mine, theirs);
      return merged.conflicts.length > 0 ? now : { base: { version: campaign.version, letters: theirs }, mine: merged.letters };
    });
    if (isTheirsNew) setTakenOver((n) => n + 1);
  }, [isAgreed, isTheirsNew, theirs, campaign.version]);

  const save = useCallback(async (): Promise<void> => {
    const now = latest.current;
    const patch = toPatch(now.base.letters, now.mine);
    if (!patch || now.isSaving) return;
    since.current = null;
    latest.current.isSaving = true;
    setSaving(true);
    const columns = patch as CampaignColumns;
    try {
      const saved = await now.write(campaign.id, now.base.version, columns, () => {
        // What was sent is what both have now; what was typed since stays, and is saved next.
        const sent = settleLetters(now.mine);
        setState((state) => ({ ...state, base: { ...state.base, letters: sent } }));
        setRefusal(null);
        setTries(0);
      });
      if (!saved) {
        refused.current = now.mine;
        setTries((n) => n + 1);
      }
    } finally {
      setSaving(false);
    }
  }, [campaign.id]);

  // What the last try was refused for; a conflict is settled above, when the record was read again.
  useEffect(() => {
    if (acts.error === null) return;
    const next = toRefusal(acts.error);
    setRefusal(next.kind === 'conflict' ? null : next);
  }, [acts.error]);

  const isHeld = conflicts.length > 0 || campaign.version !== base.version;
  useEffect(() => {
    // What is wrong with the letter is told at once, and tried again when it was changed; a lost line, by itself.
    const isLost = refusal !== null && ['unreachable', 'unexpected', 'signed_out'].includes(refusal.kind);
    if (!isDirty || isSaving || isHeld || (refusal !== null && !isLost && refused.current === mine)) return;
    since.current ??= performance.now();
    const waited = performance.now() - since.current;
    const rest = isLost ? Math.min(2000 * 2 ** Math.min(tries, 4), 30_000) : Math.max(0, Math.min(restMs, longestMs - waited));
    const timer = setTimeout(() => void save(), rest);
    return () => clearTimeout(timer);
  }, [isDirty, isSaving, isHeld, save, refusal, tries, mine]);

  // Whoever leaves the page, or puts it away, has it saved at once. The draft is there in any case.
  useEffect(() => {
    if (!mayWrite) return;
    const leave = () => {
      if (document.visibilityState === 'hidden') void save();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
    };
  }, [mayWrite, save]);
  const lastSave = useRef(save);
  lastSave.current = save;
  useEffect(() => () => void lastSave.current(), []);

  const change = useCallback((next: (letters: Letters) => Letters) => setState((state) => ({ ...state, mine: next(state.mine) })), []);

  const settle = (takeTheirs: ReadonlySet<string>) =>
    setState((now) => ({
      base: { version: campaign.version, letters: theirs },
      mine: mergeLetters(now.base.letters, now.mine, theirs, takeTheirs).letters,
    }));

  const state: SaveState =
    conflicts.length > 0 ? 'conflict' : isSaving ? 'saving' : !isDirty ? 'saved' : refusal !== null ? 'unsaved' : 'waiting';
  return {
    letters: mine,
    change,
    /** One version, changed. */
    changeMessage: useCallback(
      (language: string, patch: Partial<Message> | ((message: Message) => Partial<Message>)) =>
        change((letters) => ({
          ...letters,
          messages: letters.messages.map((message) =>
            message.language === language ? { ...message, ...(typeof patch === 'function' ? patch(message) : patch) } : message,
          ),
        })),
      [change],
    ),
    state,
    refusal,
    isRestored,
    takenOver,
    conflicts,
    settle,
    saveNow: save,
  };
}

export type LettersState = ReturnType<typeof useLetters>;
