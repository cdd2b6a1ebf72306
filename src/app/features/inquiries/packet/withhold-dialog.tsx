import { Button, Modal } from 'antd';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { PacketGround } from '../../../../domain/inquiries/packet.ts';
import { choose, type PacketChoices, type SeenEntry, selectionOf, textOf } from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { GroundField, useGround } from './ground-field.tsx';
import { usePacketWords } from './use-packet-words.ts';

/** Words that were selected on the page before the dialog was opened. */
export type Selected = { part: string; words: string; from: number };
type WithholdProps = {
  entry: SeenEntry;
  way: 'whole' | 'words';
  selected: Selected | null;
  grounds: PacketGround[];
  choices: PacketChoices;
  onChoose: (choices: PacketChoices) => void;
  onClose: () => void;
};

/** Withholds an entry, or words of it, on a ground. The words are selected in a field that takes no writing: by mouse or by keys. */
export function WithholdDialog({ entry, way, selected, grounds, choices, onChoose, onClose }: WithholdProps) {
  const { t } = useWords();
  const { say } = usePacketWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const ground = useGround(grounds, choices);
  const parts = entry.parts.filter(({ c }) => !c);
  const [name, setName] = useState(selected?.part ?? (parts.some(({ n }) => n === 'text') ? 'text' : (parts[0]?.n ?? '')));
  const [isMissing, setMissing] = useState(false);
  const part = parts.find(({ n }) => n === name);
  const text = part ? textOf(part) : '';
  useLayoutEffect(() => {
    if (!selected || selected.part !== name || !area.current) return;
    const at = text.indexOf(selected.words, Math.max(selected.from, 0));
    if (at < 0) return;
    area.current.focus();
    area.current.setSelectionRange(at, at + selected.words.length);
  }, [selected, name, text]);

  function submit() {
    const found = way === 'words' && area.current ? selectionOf(text, area.current.selectionStart, area.current.selectionEnd) : null;
    if (way === 'words' && (!found || !part)) return setMissing(true);
    const taken = ground.take();
    if (!taken) return;
    const one =
      found && part
        ? ({ way: 'cut', cut: { p: part.n, ...found, m: part.m, g: taken.key } } as const)
        : ({ way: 'whole', ground: taken.key } as const);
    onChoose(choose(taken.choices, entry.key, one));
    onClose();
  }
  return (
    <Modal open title={t(way === 'whole' ? 'packet.whole' : 'packet.cut')} footer={null} onCancel={onClose} destroyOnHidden width={600}>
      <form
        className="dialog-form packet-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {way === 'words' && parts.length > 1 && (
          <ChoiceField
            label={t('packet.part')}
            value={name}
            options={parts.map(({ n }) => ({ value: n, label: say(`part.${n}`) }))}
            onChange={(next) => setName(next ?? name)}
          />
        )}
        {way === 'words' && (
          <div className="field">
            <label className="field-label" htmlFor={id}>
              {t('packet.words')}
            </label>
            <textarea
              id={id}
              ref={area}
              key={name}
              className="packet-select"
              // A field that says "read only" to the browser has no place that the arrow keys could move: this one only takes nothing.
              aria-readonly="true"
              inputMode="none"
              autoComplete="off"
              spellCheck={false}
              onBeforeInput={(event) => event.preventDefault()}
              onChange={() => setName(name)}
              onSelect={() => setMissing(false)}
              rows={Math.min(10, Math.max(3, Math.ceil(text.length / 70)))}
              value={text}
              aria-describedby={`${id}-hint`}
              aria-invalid={isMissing || undefined}
              dir="auto"
            />
            <p id={`${id}-hint`} className={isMissing ? 'field-error' : 'secondary'}>
              {t(isMissing ? 'packet.words_missing' : 'packet.words_hint')}
            </p>
          </div>
        )}
        <GroundField ground={ground} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit">
            {t('packet.withhold')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The words that are selected on the page, when they lie in one part of this entry. */
export function selectedIn(entry: SeenEntry): Selected | null {
  const selection = window.getSelection();
  const words = selection?.toString().trim() ?? '';
  if (!selection || words === '' || selection.rangeCount === 0) return null;
  const partOf = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-part]') ?? null;
  const part = partOf(selection.anchorNode);
  if (!part || part !== partOf(selection.focusNode) || part.closest<HTMLElement>('[data-entry]')?.dataset.entry !== entry.key) return null;
  const before = document.createRange();
  before.setStart(part, 0);
  before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
  // What is withheld before it is longer or shorter on the page than in the text: the search begins a little earlier.
  return { part: part.dataset.part ?? '', words, from: part.querySelector('.packet-bar, .packet-under') ? 0 : before.toString().length };
}
