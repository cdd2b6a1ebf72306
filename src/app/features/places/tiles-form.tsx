import { useInvalidate, useOne, useUpdate } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';

type Row = { version: number; map_tiles_url: string | null; map_attribution: string };
type Typed = { url: string; attribution: string };

/** The address of the pictures behind the map, and whom to name for them. Empty: none. */
export function TilesForm({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useWords();
  const { query } = useOne({ resource: 'settings', id: 1, errorNotification: false });
  const row = query.data?.data as Row | undefined;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!row) return <RowSkeleton rows={2} />;
  if (!mayEdit) return <p>{row.map_tiles_url ?? t('value.none')}</p>;
  return <Form row={row} />;
}

function Form({ row }: { row: Row }) {
  const { t } = useWords();
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const { mutateAsync: update } = useUpdate();
  const [typed, setTyped] = useState<Typed>({ url: row.map_tiles_url ?? '', attribution: row.map_attribution });
  const [wrong, setWrong] = useState<keyof Typed | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function save() {
    const url = typed.url.trim();
    const attribution = typed.attribution.trim();
    const isGood =
      url === '' || (/^https:\/\/[a-z0-9.-]+(:\d+)?\/\S+$/.test(url) && ['{z}', '{x}', '{y}'].every((one) => url.includes(one)));
    const found = isGood ? (url !== '' && attribution === '' ? 'attribution' : null) : 'url';
    setWrong(found);
    setError(null);
    if (found) return;
    const act = nameAct();
    setWorking(true);
    try {
      await update({
        resource: 'settings',
        id: 1,
        values: { map_tiles_url: url === '' ? null : url, map_attribution: attribution },
        meta: { act, version: row.version },
        successNotification: false,
        errorNotification: false,
        invalidates: [],
      });
      done(t('settings.map_saved'), { undo: act });
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
    } catch (refused) {
      if (toRefusal(refused).field === 'map_tiles_url') setWrong('url');
      else setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const change = (field: keyof Typed) => (value: string) => {
    setTyped((before) => ({ ...before, [field]: value }));
    setWrong(null);
  };
  return (
    <form
      className="map-file"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('settings.map_tiles_url')}
        value={typed.url}
        maxLength={500}
        inputMode="url"
        hint={t('settings.map_tiles_hint')}
        error={wrong === 'url' ? t('settings.map_wrong_tiles') : undefined}
        onChange={change('url')}
      />
      <TextField
        label={t('settings.map_attribution')}
        value={typed.attribution}
        maxLength={300}
        error={wrong === 'attribution' ? t('settings.map_wrong_attribution') : undefined}
        onChange={change('attribution')}
      />
      <RefusedLine error={error} />
      <Button type="primary" htmlType="submit" loading={isWorking}>
        {t('settings.save')}
      </Button>
    </form>
  );
}
