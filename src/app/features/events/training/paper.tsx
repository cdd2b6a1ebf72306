import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import type { useTrainingActs } from './use-training.ts';

/** Sheets of paper, typed in one after the other: a digit, a digit, Enter. */
export function PaperRatings({ acts }: { acts: ReturnType<typeof useTrainingActs> }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const [comment, setComment] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [count, setCount] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const field = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const isStep = (text: string) => /^[1-5]$/.test(text);
  const step = (name: 'before' | 'after', value: string, set: (text: string) => void, next: string) => (
    <Field label={t(`training.${name}`)} error={isAsked && !isStep(value) ? t('training.step_missing') : undefined}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          maxLength={1}
          value={value}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => {
            set(target.value);
            if (isStep(target.value)) field(next)?.focus();
          }}
        />
      )}
    </Field>
  );
  async function submit() {
    setAsked(true);
    if (!isStep(before)) return field('before')?.focus();
    if (!isStep(after)) return field('after')?.focus();
    if (acts.isWorking) return;
    const act = await acts.noteRating({ before: Number(before), after: Number(after), comment: comment.trim(), client_key: key });
    if (!act) return;
    done(t('training.typed', { before, after }), { undo: act });
    setAsked(false);
    setBefore('');
    setAfter('');
    setComment('');
    setKey(crypto.randomUUID());
    setCount(count + 1);
    field('before')?.focus();
  }
  return (
    <form
      ref={form}
      className="training-paper"
      noValidate
      aria-label={t('training.paper')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('training.paper')}</h3>
      <p className="secondary">{t('training.paper_hint')}</p>
      <div className="training-paper-row">
        {step('before', before, setBefore, 'after')}
        {step('after', after, setAfter, 'comment')}
        <Field label={t('training.comment')}>
          {(control) => (
            <Input {...control} name="comment" maxLength={2000} value={comment} onChange={({ target }) => setComment(target.value)} />
          )}
        </Field>
        <Button htmlType="submit" loading={acts.isWorking}>
          {t('training.keep')}
        </Button>
      </div>
      <RefusedLine error={acts.rateError} />
      {count > 0 && <p role="status">{tn('training.typed_in', count)}</p>}
    </form>
  );
}
