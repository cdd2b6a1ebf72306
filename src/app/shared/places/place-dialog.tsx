import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { TextField } from '../fields/text-field.tsx';
import { refusalText } from '../refusal-text.ts';
import { type Point, PointPicker } from './point-picker.tsx';
import { useShapes } from './use-shapes.ts';
import { useTiles } from './use-tiles.ts';

export type PlacedTable = 'inquiries' | 'organizations' | 'events' | 'locations';
export type PlaceDialogProps = {
  table: PlacedTable;
  id: string;
  version: number;
  /** What it is, for the title. */
  name: string;
  point: Point | null;
  onClose: () => void;
};

/** Puts a record on the map by a click or by its two numbers; its district and neighborhood follow. */
export function PlaceDialog({ table, id, version, name, point, onClose }: PlaceDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const tiles = useTiles();
  const { shapes } = useShapes('districts');
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const { mutateAsync: call } = useCustomMutation();
  const [typed, setTyped] = useState({ latitude: point ? String(point.latitude) : '', longitude: point ? String(point.longitude) : '' });
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const read = readPoint(typed.latitude, typed.longitude);
  const refusal = error ? toRefusal(error) : null;
  const errorAt = (field: 'latitude' | 'longitude') => {
    if (refusal?.field === field) return refusalText(refusal, t);
    return error === field ? t(`map.wrong_${field}`) : undefined;
  };

  async function save(to: Point | null) {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const values = { p_table: table, p_id: id, p_version: version, p_latitude: to?.latitude ?? null, p_longitude: to?.longitude ?? null };
      await call({ url: 'place_record', method: 'post', values, meta: { act }, successNotification: false, errorNotification: false });
      done(t(to ? 'map.placed' : 'map.taken_off', { name }), { undo: act });
      onClose();
      await Promise.all([
        invalidate({ resource: table, invalidates: ['resourceAll'] }),
        // Answers that draw from the table beside others say so themselves.
        queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes(table) }),
        invalidate({ resource: 'changes', invalidates: ['resourceAll'] }),
      ]);
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const change = (field: 'latitude' | 'longitude') => (value: string) => {
    setTyped((before) => ({ ...before, [field]: value }));
    setError(null);
  };
  return (
    <Modal open title={t('map.place_title', { name })} footer={null} onCancel={onClose} destroyOnHidden width={720}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (typeof read === 'string') setError(read);
          else void save(read);
        }}
      >
        <p className="secondary">{t('map.place_hint')}</p>
        {tiles === undefined || shapes === null ? (
          <RowSkeleton rows={4} />
        ) : (
          <PointPicker
            tiles={tiles}
            shapes={shapes}
            point={typeof read === 'string' ? null : read}
            onPick={({ latitude, longitude }) => {
              setTyped({ latitude: String(latitude), longitude: String(longitude) });
              setError(null);
            }}
          />
        )}
        <div className="map-numbers">
          <TextField
            label={t('field.latitude')}
            value={typed.latitude}
            maxLength={20}
            inputMode="decimal"
            error={errorAt('latitude')}
            onChange={change('latitude')}
          />
          <TextField
            label={t('field.longitude')}
            value={typed.longitude}
            maxLength={20}
            inputMode="decimal"
            error={errorAt('longitude')}
            onChange={change('longitude')}
          />
        </div>
        <RefusedLine error={typeof error === 'string' || refusal?.field === 'latitude' || refusal?.field === 'longitude' ? null : error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {point && (
            <Button disabled={isWorking} onClick={() => void save(null)}>
              {t('map.take_off')}
            </Button>
          )}
          <Button type="primary" htmlType="submit" loading={isWorking}>
            {t('map.place_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The point that was typed, or which of the two numbers is none. */
function readPoint(latitude: string, longitude: string): Point | 'latitude' | 'longitude' {
  const number = (text: string) => (/^-?\d{1,3}([.,]\d{1,12})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN);
  const [north, east] = [number(latitude), number(longitude)];
  if (!(Math.abs(north) <= 90)) return 'latitude';
  if (!(Math.abs(east) <= 180)) return 'longitude';
  return { latitude: north, longitude: east };
}
