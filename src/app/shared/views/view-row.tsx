import { Button, Input } from 'antd';
import { useState } from 'react';
import type { SavedView } from '../../../domain/shared/saved-view.ts';
import type { Role } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import type { Views } from './use-views.ts';

type ViewRowProps = { view: SavedView; views: Views; present: string; onRemoved: (view: SavedView) => void };

/** One view that there is: its name, whose it is, and what can be done to it. */
export function ViewRow({ view, views, present, onRemoved }: ViewRowProps) {
  const { t } = useWords();
  const [name, setName] = useState(view.name);
  const [isRenaming, setRenaming] = useState(false);
  const whose = view.scope === 'role' ? t(`role.${view.role as Role}`) : t(`views.scope_${view.scope}`);
  const act = (label: string, deed: () => Promise<unknown>) => (
    // Not disabled while it works: then the focus would be lost, and with it the keys.
    <Button size="small" aria-label={`${label}: ${view.name}`} onClick={() => !views.isWorking && void deed()}>
      {label}
    </Button>
  );
  if (isRenaming) {
    return (
      <li className="view-row">
        <form
          className="view-rename"
          onSubmit={async (event) => {
            event.preventDefault();
            if (name.trim() !== '' && (await views.change(view, { name: name.trim() }))) setRenaming(false);
          }}
        >
          <Input aria-label={t('views.name')} autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          <Button htmlType="submit" type="primary" disabled={name.trim() === ''} loading={views.isWorking}>
            {t('views.rename_save')}
          </Button>
          <Button onClick={() => setRenaming(false)}>{t('action.cancel')}</Button>
        </form>
      </li>
    );
  }
  return (
    <li className="view-row">
      <span>
        <b>{view.name}</b> <span className="secondary">{view.is_default ? t('views.default', { whose }) : whose}</span>
      </span>
      <span className="view-acts">
        {act(t('views.up'), () => views.move(view, -1))}
        {act(t('views.down'), () => views.move(view, 1))}
        {act(t('views.rename'), async () => setRenaming(true))}
        {views.mayOpenWith(view) &&
          act(t(view.is_default ? 'views.no_default' : 'views.make_default'), () => views.change(view, { is_default: !view.is_default }))}
        {view.query !== present && act(t('views.replace'), () => views.change(view, { query: present }))}
        {act(t('views.remove'), async () => {
          if (await views.remove(view)) onRemoved(view);
        })}
      </span>
    </li>
  );
}
