import { useCallback, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Block, Message } from '../../../../domain/campaigns/blocks.ts';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { type Check, checkMessage } from '../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { ConflictDialog } from '../../../shared/forms/conflict-dialog.tsx';
import { useCheckWords } from '../check-words.ts';
import { BlockColumn } from './blocks/column.tsx';
import { Checks } from './checks.tsx';
import { focusIn } from './focus-in.ts';
import { FormatChoice } from './format-choice.tsx';
import { LetterHeads } from './heads.tsx';
import { LanguageFacts, LanguageTabs } from './languages.tsx';
import { LetterJourneyProvider, useJourneyOf } from './letter-journey.ts';
import { MjmlField } from './mjml-field.tsx';
import { firstLook, LetterPreview, type Look } from './preview.tsx';
import { ReadLetter } from './read-letter.tsx';
import { SaveLine } from './save-line.tsx';
import { TestSend } from './test-send.tsx';
import { PlainTextPart } from './text-part.tsx';
import { useLetterConflictWords } from './use-conflict-words.ts';
import { useLeft } from './use-left.ts';
import { useLetters } from './use-letters.ts';
import { usePreview } from './use-preview.ts';

/** The letter: on the left as it is written, language by language, on the right as it arrives, with what is still to be done. */
export function Letter({ campaign, mayWrite }: { campaign: CampaignRecord; mayWrite: boolean }) {
  const { t } = useWords();
  const letters = useLetters(campaign, mayWrite);
  const { left, leave } = useLeft();
  const mayTry = useAllowed('campaigns', 'edit');
  const journey = useJourneyOf(campaign);
  const sayConflict = useLetterConflictWords();
  const [params, setParams] = useSearchParams();
  const [look, setLook] = useState<Look>(firstLook);
  const { messages, fallback } = letters.letters;
  const message =
    messages.find(({ language }) => language === params.get('language')) ??
    messages.find(({ language }) => language === fallback) ??
    messages[0];
  const language = message?.language ?? fallback;
  const variant = message?.subject_b && look.variant === 'b' ? 'b' : 'a';
  const { preview, refusal, isAsking } = usePreview(
    campaign.id,
    { language, variant, ...(look.reader ? { resident_id: look.reader.id } : {}) },
    mayWrite ? (message ?? null) : null,
    message !== undefined,
    JSON.stringify([campaign.list_id, campaign.layout_id, campaign.fallback_language, campaign.audience, mayWrite || campaign.version]),
  );
  const checks = useMemo(() => preview?.checks ?? (message ? checkMessage(message) : []), [preview, message]);
  const choose = useCallback(
    (next: string) =>
      setParams(
        (now) => {
          const changed = new URLSearchParams(now);
          changed.set('language', next);
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  const languages = { letters: letters.letters, current: language, onChoose: choose, onChange: letters.change, isReadOnly: !mayWrite };
  function go(check: Check) {
    if (check.language && check.language !== language) return choose(check.language);
    const place = document.querySelector<HTMLElement>(`[data-block="${CSS.escape(check.where ?? '')}"]`);
    if (place instanceof HTMLDetailsElement) place.open = true;
    place?.scrollIntoView({ block: 'center' });
    // What is wrong is told there from now on, and has the keyboard as soon as it is.
    if (check.where) leave(check.where);
    requestAnimationFrame(() => focusIn(place));
  }
  return (
    <LetterJourneyProvider value={journey}>
      <div className="letter">
        <div className="letter-write">
          <div className="letter-top">
            <LanguageTabs {...languages} />
            {mayWrite && <SaveLine letters={letters} />}
          </div>
          <LanguageFacts {...languages} />
          {message && mayWrite && (
            <Version
              key={language}
              campaign={campaign}
              message={message}
              checks={checks}
              made={preview?.text ?? null}
              left={left}
              leave={leave}
              onChange={(patch) => letters.changeMessage(language, patch)}
            />
          )}
          {message && !mayWrite && <ReadLetter message={message} />}
          {!message && <p className="secondary">{t('write.no_language')}</p>}
        </div>
        {message && (
          <div className="letter-look">
            {mayTry && <Checks checks={checks} blocks={message.blocks} onGo={go} />}
            {mayWrite && <TestSend campaignId={campaign.id} language={language} state={letters.state} saveNow={letters.saveNow} />}
            <LetterPreview
              campaign={campaign}
              preview={preview}
              refusal={refusal}
              isAsking={isAsking}
              look={look}
              onLook={(patch) => setLook((now) => ({ ...now, ...patch }))}
              hasVariants={message.subject_b !== null}
              language={language}
            />
          </div>
        )}
        {letters.conflicts.length > 0 && <ConflictDialog conflicts={letters.conflicts.map(sayConflict)} onSettle={letters.settle} />}
      </div>
    </LetterJourneyProvider>
  );
}

type VersionProps = {
  campaign: CampaignRecord;
  message: Message;
  checks: Check[];
  made: string | null;
  left: ReadonlySet<string>;
  leave: (id: string) => void;
  onChange: (patch: Partial<Message> | ((message: Message) => Partial<Message>)) => void;
};
const nothing = {};

/** One language of the letter, as it is written. What is wrong is told at a field once somebody was in it and left. */
function Version({ campaign, message, checks, made, left, leave, onChange }: VersionProps) {
  const { t } = useWords();
  const say = useCheckWords();
  const wrong = useMemo(() => checkMessage(message).filter(({ level }) => level === 'error'), [message]);
  const problems = new Map<string, Partial<Record<Check['code'], string>>>();
  for (const check of wrong)
    if (check.where && left.has(check.where)) problems.set(check.where, { ...problems.get(check.where), [check.code]: say(check) });
  const first = (field: string) => Object.values(problems.get(field) ?? nothing)[0] as string | undefined;
  const latest = useRef(onChange);
  latest.current = onChange;
  const changeBlocks = useCallback((change: (blocks: Block[]) => Block[]) => latest.current((now) => ({ blocks: change(now.blocks) })), []);
  return (
    <>
      <LetterHeads
        message={message}
        onChange={onChange}
        errors={{ subject: first('subject'), subject_b: first('subject_b'), preheader: first('preheader') }}
        onLeave={leave}
      />
      {message.format === 'blocks' ? (
        <BlockColumn
          blocks={message.blocks}
          onChange={changeBlocks}
          language={message.language}
          campaignId={campaign.id}
          problemsOf={(id) => problems.get(id) ?? nothing}
          onLeave={leave}
        />
      ) : (
        <MjmlField
          label={t('write.mjml')}
          value={message.mjml}
          onChange={(mjml) => onChange({ mjml })}
          checks={checks.filter(({ where }) => where === 'mjml')}
        />
      )}
      <PlainTextPart message={message} made={made} onChange={(text_part) => onChange({ text_part })} onLeave={leave} />
      <p className="letter-foot">
        {message.format === 'blocks' && <span className="secondary">{t('write.keys')}</span>}
        <FormatChoice message={message} onChange={onChange} />
      </p>
    </>
  );
}
