import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import type { PlaceDialogProps } from './place-dialog.tsx';
import type { Point } from './point-picker.tsx';

// The map comes when somebody asks for it.
const PlaceDialog = lazy(async () => ({ default: (await import('./place-dialog.tsx')).PlaceDialog }));

type PlaceFactProps = Omit<PlaceDialogProps, 'point' | 'onClose'> & {
  latitude: number | null;
  longitude: number | null;
  mayEdit: boolean;
};

/** Where a record is, in two numbers, and the way to put it on the map. Nothing where it is nowhere and the reader may not. */
export function PlaceFact({ latitude, longitude, mayEdit, ...record }: PlaceFactProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const point: Point | null = latitude === null || longitude === null ? null : { latitude, longitude };
  if (!point && !mayEdit) return null;
  return (
    <>
      {point && (
        <span className="place-numbers">
          {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}{' '}
        </span>
      )}
      {mayEdit && (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {t(point ? 'map.move' : 'map.place')}
        </button>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <PlaceDialog {...record} point={point} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
