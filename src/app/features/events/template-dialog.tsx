import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { EventRecord } from '../../../domain/events/event.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import type { useEventActs } from './actions.ts';
import { useTemplates } from './use-templates.ts';

type TemplateDialogProps = { event: EventRecord; acts: ReturnType<typeof useEventActs>; onDone: () => void };

/** Keeps an event as a template: everything but its day. The name of an older one takes its place. */
export function TemplateDialog({ event, acts, onDone }: TemplateDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const [name, setName] = useState(event.title);
  const { rows } = useTemplates();
  const older = rows.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  async function submit() {
    const saved = await acts.keepTemplate(event.id, name.trim(), older?.id ?? null);
    if (!saved) return;
    done(t('event.template.kept', { name: name.trim() }), { undo: saved.act });
    onDone();
  }
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAboutName = refusal?.field === 'template_name' || refusal?.field === 'template_taken';
  return (
    <Modal open title={t('event.template.keep')} onCancel={onDone} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <p>{t('event.template.what')}</p>
        <TextField
          label={t('event.template.name')}
          maxLength={120}
          value={name}
          onChange={setName}
          hint={older ? t('event.template.replaces') : undefined}
          error={isAboutName && refusal ? refusalText(refusal, t) : undefined}
        />
        {!isAboutName && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Link to="/events/templates" className="dialog-way">
            {t('event.template.all')}
          </Link>
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(older ? 'event.template.replace' : 'event.template.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
