import { Button, Input, type InputRef, Modal, Select } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { SavedView, ViewScope } from '../../../domain/shared/saved-view.ts';
import { type Role, roles } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { refusalText } from '../refusal-text.ts';
import type { Look } from './use-look.ts';
import type { Views } from './use-views.ts';
import { ViewRow } from './view-row.tsx';

type ViewsDialogProps = { views: Views; present: string; look?: Look | undefined; onClose: () => void };

/** Keeps the list as it is now, and sees to the views that there are. */
export function ViewsDialog({ views, present, look, onClose }: ViewsDialogProps) {
  const { t } = useWords();
  const name = useRef<InputRef>(null);
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const close = () => {
    views.clear();
    onClose();
  };
  const own = views.all.filter((view) => views.mayKeep(view.scope, view.owner_id));
  return (
    <Modal
      open
      title={t('views.title')}
      footer={null}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && name.current?.focus()}
      destroyOnHidden
    >
      <NewViewForm nameRef={name} views={views} present={present} look={look} onDone={close} />
      <h2 className="keys-heading">{t('views.there_are')}</h2>
      {own.length === 0 && <p className="secondary">{t('views.none')}</p>}
      <ul className="view-rows">
        {own.map((view) => (
          <ViewRow key={view.id} view={view} views={views} present={present} onRemoved={setRemoved} />
        ))}
      </ul>
      <p role="status" className="view-removed">
        {removed && (
          <>
            {t('views.removed', { name: removed.name })}{' '}
            <button
              type="button"
              className="link"
              onClick={async () => {
                if (await views.takeBack(removed)) setRemoved(null);
              }}
            >
              {t('views.take_back')}
            </button>
          </>
        )}
      </p>
    </Modal>
  );
}

type NewViewFormProps = { nameRef: RefObject<InputRef | null>; views: Views; present: string; look: Look | undefined; onDone: () => void };

function NewViewForm({ nameRef, views, present, look, onDone }: NewViewFormProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ViewScope>('mine');
  const [role, setRole] = useState<Role>('staff');
  const [isMissing, setMissing] = useState(false);
  const refusal = views.error ? toRefusal(views.error) : null;
  const nameError =
    isMissing && name.trim() === '' ? t('views.name_missing') : refusal?.field === 'name' ? refusalText(refusal, t) : undefined;
  const scopes = (['mine', 'team', 'role'] as const).filter((one) => views.mayKeep(one));

  async function save() {
    if (name.trim() === '') return setMissing(true);
    if (await views.add({ name: name.trim(), query: present, scope, role: scope === 'role' ? role : null, ...look })) onDone();
  }
  return (
    <form
      className="view-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t('views.name')} hint={t(look ? 'views.name_hint_look' : 'views.name_hint')} error={nameError}>
        {(control) => <Input {...control} ref={nameRef} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      {scopes.length > 1 && (
        <Field label={t('views.scope')}>
          {(control) => (
            <Select
              {...control}
              showSearch={false}
              value={scope}
              onChange={setScope}
              options={scopes.map((value) => ({ value, label: t(`views.scope_${value}`) }))}
            />
          )}
        </Field>
      )}
      {scope === 'role' && (
        <Field label={t('views.role')}>
          {(control) => (
            <Select
              {...control}
              showSearch={false}
              value={role}
              onChange={setRole}
              options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
          )}
        </Field>
      )}
      {refusal && refusal.field !== 'name' && <RefusedLine error={views.error} />}
      <div className="dialog-foot">
        <Button type="primary" htmlType="submit" loading={views.isWorking}>
          {t('views.save')}
        </Button>
      </div>
    </form>
  );
}
