import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { writeAudience } from '../../../../domain/residents/query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import type { Audience } from './use-audience.ts';

/** Keeps an audience as a view above the list of residents, for the team. */
export function KeepView({ audience, views }: { audience: Audience; views: Views }) {
  const { t } = useWords();
  const { done } = useNotify();
  const field = useRef<InputRef>(null);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const refusal = views.error ? toRefusal(views.error) : null;
  const error = isMissing && name.trim() === '' ? t('views.name_missing') : refusal?.field === 'name' ? refusalText(refusal, t) : undefined;

  async function keep() {
    if (name.trim() === '') return setMissing(true);
    const query = writeAudience(audience.preview.audience);
    const scope = views.mayKeep('team') ? 'team' : 'mine';
    if (!(await views.add({ name: name.trim(), query, scope, role: null }))) return;
    done(t('audience.view_saved', { name: name.trim() }));
    setOpen(false);
    setName('');
  }
  if (!isOpen)
    return (
      <button
        type="button"
        className="link"
        onClick={() => {
          views.clear();
          setOpen(true);
          requestAnimationFrame(() => field.current?.focus());
        }}
      >
        {t('audience.as_view')}
      </button>
    );
  return (
    <form
      className="audience-keep"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Field label={t('audience.view_name')} error={error}>
        {(control) => <Input {...control} ref={field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <div className="audience-foot">
        <Button htmlType="submit" loading={views.isWorking}>
          {t('audience.view_keep')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('action.cancel')}</Button>
      </div>
      {refusal && refusal.field !== 'name' && <RefusedLine error={views.error} />}
    </form>
  );
}
