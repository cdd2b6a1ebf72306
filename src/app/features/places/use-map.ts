import { useCustom } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type AreaCount, type Basis, bestBasis } from '../../../domain/places/areas.ts';
import { addDays, addMonths } from '../../../domain/shared/dates.ts';
import { useToday } from '../../providers/office.tsx';
import type { AreaKind } from '../../shared/places/use-shapes.ts';

export const spans = [1, 3, 6, 12, 24] as const;
/** What is counted by area; by neighborhood only where a record names one. */
export const measures = {
  districts: ['inquiries', 'attendance', 'referrals', 'applications', 'service_requests', 'organizations'],
  neighborhoods: ['inquiries', 'attendance', 'service_requests', 'organizations'],
} as const satisfies Record<AreaKind, readonly string[]>;
export type Measure = (typeof measures)['districts'][number];
export const layers = ['organizations', 'locations', 'events'] as const;
export type LayerName = (typeof layers)[number];

export type MapAreas = { areas: AreaCount[]; elsewhere: number; shapes: number };
export type MapPoint = {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  kind?: string;
  starts_at?: string;
  status?: string;
  organization_id?: string;
};
export type MapPoints = Record<LayerName, MapPoint[]>;

/** What the address asks the map to show. */
export function useMapQuery() {
  const today = useToday();
  const [params, setParams] = useSearchParams();
  const kind: AreaKind = params.get('areas') === 'neighborhoods' ? 'neighborhoods' : 'districts';
  const offered: readonly Measure[] = measures[kind];
  const measure = offered.find((one) => one === params.get('measure')) ?? 'inquiries';
  const span = spans.find((one) => String(one) === params.get('months')) ?? 12;
  const from = addDays(addMonths(today, -span), 1);
  const without = params.get('without') ?? '';
  const shown = useMemo(() => layers.filter((one) => !without.split(',').includes(one)), [without]);
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    kind,
    measure,
    span,
    from,
    today,
    basis: (['count', 'people', 'square_km'] as const).find((one) => one === params.get('by')) ?? null,
    area: params.get('area'),
    shown,
    set,
    toggle: (layer: LayerName, isShown: boolean) => {
      const next = layers.filter((one) => (one === layer ? !isShown : !shown.includes(one)));
      set('without', next.length === 0 ? null : next.join(','));
    },
  };
}

export type MapQuery = ReturnType<typeof useMapQuery>;

/** The areas with their counts, and on which basis they are told. */
export function useAreas({ kind, measure, from, today, basis }: MapQuery) {
  const { query } = useCustom<MapAreas>({
    url: 'map_areas',
    method: 'post',
    config: { payload: { p_kind: kind, p_measure: measure, p_from: from, p_to: today } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['map_areas', kind, measure, from, today],
      staleTime: 60_000,
      meta: { live: ['area_shapes', 'neighborhoods', 'districts', 'district_populations'] },
    },
  });
  const found = query.data?.data;
  const told = found && Array.isArray(found.areas) ? found : null;
  return { told, basis: basis ?? bestBasis(told?.areas ?? []), error: query.error, retry: () => void query.refetch() } as {
    told: MapAreas | null;
    basis: Basis;
    error: unknown;
    retry: () => void;
  };
}

/** Partners, places of programs and events that have a point. */
export function usePoints({ from, today }: MapQuery): MapPoints | null {
  // What is planned for the next three months is on the map as well.
  const until = addMonths(today, 3);
  const { query } = useCustom<MapPoints>({
    url: 'map_points',
    method: 'post',
    config: { payload: { p_from: from, p_to: until } },
    errorNotification: false,
    queryOptions: { queryKey: ['map_points', from, until], staleTime: 60_000, meta: { live: ['organizations', 'locations', 'events'] } },
  });
  const found = query.data?.data;
  return found && Array.isArray(found.organizations) ? found : null;
}
