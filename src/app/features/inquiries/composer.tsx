import { Button, Select } from 'antd';
import { memo, useCallback, useId, useRef, useState } from 'react';
import { type ComposedKind, composedKinds } from '../../../domain/inquiries/words.ts';
import { readDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { AnswerPicker } from '../../shared/answers/answer-picker.tsx';
import { MentionArea } from '../../shared/components/mention-area.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { sayDoing } from '../../shared/presence/doing.ts';
import { useInquiryActs } from './actions.ts';
import type { InquiryRecord } from './use-inquiry.ts';

type Entry = { kind: ComposedKind; body: string; isPublic: boolean };
const emptyEntry: Entry = { kind: 'note', body: '', isPublic: false };

/** Writes the next part of the story: internal, unless made public on purpose. What is typed is kept until it is saved. */
export function Composer({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('inquiries', 'edit');
  const acts = useInquiryActs(inquiry);
  const id = useId();
  const draftName = `interaction.${inquiry.id}`;
  const [entry, setEntry] = useState<Entry>(() => readDraft<Entry>(draftName) ?? emptyEntry);
  const keep = useKeptDraft<Entry>({ table: 'inquiries', id: inquiry.id, kind: 'note', name: draftName }, mayEdit, (found) =>
    setEntry(found ?? emptyEntry),
  );
  const latest = useRef(entry);
  latest.current = entry;
  const change = useCallback(
    (patch: Partial<Entry>) => {
      const next = { ...latest.current, ...patch };
      latest.current = next;
      setEntry(next);
      keep(next.body ? next : null);
      sayDoing(inquiry.id, next.body ? 'note' : 'here');
    },
    [keep, inquiry.id],
  );
  const chooseKind = useCallback((kind: ComposedKind) => change({ kind }), [change]);
  if (!mayEdit) return null;

  async function save() {
    const act = await acts.add(entry.kind, entry.body, entry.isPublic);
    if (!act) return;
    change({ body: '', isPublic: false });
    done(t('composer.done'), { undo: act });
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <MentionArea
        id={`${id}-body`}
        label={t('composer.label')}
        rows={3}
        maxLength={20_000}
        value={entry.body}
        onChange={(body) => change({ body })}
        onSend={() => {
          if (entry.body.trim()) void save();
        }}
      />
      <div className="composer-foot">
        <AnswerPicker
          inquiry={inquiry}
          onTake={({ text }) => change({ body: entry.body.trim() ? `${entry.body.trimEnd()}\n\n${text}` : text })}
        />
        <KindChoice value={entry.kind} onChoose={chooseKind} />
        <label className="check">
          <input type="checkbox" checked={entry.isPublic} onChange={(event) => change({ isPublic: event.target.checked })} />
          <span>{t('composer.public')}</span>
        </label>
        <span className="secondary composer-hint">{t(entry.isPublic ? 'composer.public_hint' : 'composer.internal_hint')}</span>
        <Button type="primary" htmlType="submit" disabled={entry.body.trim() === ''} loading={acts.isWorking}>
          {t(entry.isPublic ? 'composer.save_public' : 'composer.save')}
        </Button>
      </div>
      <RefusedLine error={acts.error} />
    </form>
  );
}

/** Apart from the text: a key must not wait for the list to be drawn again. */
const KindChoice = memo(function KindChoice({ value, onChoose }: { value: ComposedKind; onChoose: (kind: ComposedKind) => void }) {
  const { t } = useWords();
  return (
    <Select
      aria-label={t('composer.kind')}
      showSearch={false}
      value={value}
      options={composedKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      onChange={onChoose}
    />
  );
});
