import '../../styles/report.css';
import '../../styles/reach.css';
import { Select } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { amountOf, type Basis, classEnds, classOf } from '../../../domain/places/areas.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useShapes } from '../../shared/places/use-shapes.ts';
import { useTiles } from '../../shared/places/use-tiles.ts';
import { AreaTable } from './area-table.tsx';
import { type DrawnArea, MapCanvas } from './canvas.tsx';
import { PointList, pageOf } from './point-list.tsx';
import { type MapQuery, measures, spans, useAreas, useMapQuery, usePoints } from './use-map.ts';

/** How much of what there is where: areas by rate with their table, partners and events as points with their list. */
export function MapPage() {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const mayDraw = useAllowed('settings', 'edit');
  const asked = useMapQuery();
  const { told, basis, error, retry } = useAreas(asked);
  const { shapes, error: shapesError, retry: retryShapes } = useShapes(asked.kind);
  const points = usePoints(asked);
  const tiles = useTiles();
  const ends = useMemo(() => classEnds((told?.areas ?? []).flatMap((area) => amountOf(area, basis) ?? [])), [told, basis]);
  const drawn = useMemo<DrawnArea[]>(
    () =>
      (told?.areas ?? []).map((area) => {
        const amount = amountOf(area, basis);
        const said = amount === null ? t('map.unknown') : basis === 'count' ? format.number(amount) : format.decimal(amount);
        return { id: area.id, name: area.name, amount: said, level: classOf(amount, ends) };
      }),
    [told, basis, ends, t, format],
  );
  const { shown } = asked;
  const marks = useMemo(() => (points ? shown.map((layer) => ({ layer, points: points[layer] })) : []), [points, shown]);
  const failed = error ?? shapesError;
  return (
    <div className="page-list map-page">
      <div className="page-head">
        <PageTitle title={t('map.title')} />
      </div>
      <p className="page-lead">{t('map.lead')}</p>
      <Controls asked={asked} basis={basis} />
      {failed ? (
        <Refused
          error={failed}
          onRetry={() => {
            retry();
            retryShapes();
          }}
        />
      ) : (
        (!told || !shapes || tiles === undefined) && <RowSkeleton rows={8} />
      )}
      {told && shapes && tiles !== undefined && (
        <>
          {shapes.length === 0 && (
            <p className="notice">
              {t(`map.no_shapes.${asked.kind}`)} {mayDraw ? <Link to="/settings/map">{t('map.bring_shapes')}</Link> : t('map.ask_admin')}
            </p>
          )}
          <div className="map-split">
            <div>
              {(shapes.length > 0 || marks.some((one) => one.points.length > 0)) && (
                <MapCanvas
                  tiles={tiles}
                  shapes={shapes}
                  areas={drawn}
                  chosen={asked.area}
                  points={marks}
                  onChoose={(id) => asked.set('area', asked.area === id ? null : id)}
                  onOpen={(layer, point) => void navigate(pageOf(layer, point))}
                />
              )}
              {shapes.length > 0 && <Legend ends={ends} basis={basis} hasUnknown={drawn.some(({ level }) => level === null)} />}
            </div>
            <AreaTable told={told} basis={basis} asked={asked} />
          </div>
        </>
      )}
      {points && <PointList points={points} asked={asked} />}
    </div>
  );
}

/** What is asked: which areas, what of them, over how long, told how. */
function Controls({ asked, basis }: { asked: MapQuery; basis: Basis }) {
  const { t } = useWords();
  return (
    <div className="map-controls">
      <Select
        aria-label={t('map.areas')}
        showSearch={false}
        value={asked.kind}
        options={(['districts', 'neighborhoods'] as const).map((value) => ({ value, label: t(`map.areas.${value}`) }))}
        onChange={(value) => asked.set('areas', value === 'districts' ? null : value)}
      />
      <Select
        aria-label={t('map.measures')}
        showSearch={false}
        popupMatchSelectWidth={false}
        value={asked.measure}
        options={measures[asked.kind].map((value) => ({ value, label: t(`map.measure.${value}`) }))}
        onChange={(value) => asked.set('measure', value === 'inquiries' ? null : value)}
      />
      <Select
        aria-label={t('map.basis')}
        showSearch={false}
        popupMatchSelectWidth={false}
        value={basis}
        options={(['people', 'count', 'square_km'] as const).map((value) => ({ value, label: t(`map.by.${value}`) }))}
        onChange={(value) => asked.set('by', value)}
      />
      <Select
        aria-label={t('reach.span')}
        showSearch={false}
        value={asked.span}
        options={spans.map((value) => ({ value, label: value === 1 ? t('map.month') : t('reach.months', { count: String(value) }) }))}
        onChange={(value) => asked.set('months', value === 12 ? null : String(value))}
      />
    </div>
  );
}

/** The classes in words: from which amount to which. */
function Legend({ ends, basis, hasUnknown }: { ends: number[]; basis: Basis; hasUnknown: boolean }) {
  const { t, format } = useWords();
  const say = (amount: number) => (basis === 'count' ? format.number(amount) : format.decimal(amount));
  return (
    <ul className="map-legend" aria-label={t(`map.by.${basis}`)}>
      {ends.map((end, index) => (
        <li key={end}>
          <span className={`map-swatch map-swatch-${index}`} aria-hidden="true" />
          {index === 0 ? t('map.to', { to: say(end) }) : t('map.over_to', { from: say(ends[index - 1] ?? 0), to: say(end) })}
        </li>
      ))}
      {hasUnknown && (
        <li>
          <span className="map-swatch map-swatch-unknown" aria-hidden="true" />
          {t('map.unknown')}
        </li>
      )}
    </ul>
  );
}
