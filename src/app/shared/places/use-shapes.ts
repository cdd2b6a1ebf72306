import { useCustom } from '@refinedev/core';

export type AreaKind = 'districts' | 'neighborhoods';
export type AreaShape = { id: string; geometry: object };

/** The shapes of districts or neighborhoods; null while they are not known. They change with a file, seldom. */
export function useShapes(kind: AreaKind) {
  const { query } = useCustom<AreaShape[]>({
    url: 'map_shapes',
    method: 'post',
    config: { payload: { p_kind: kind } },
    errorNotification: false,
    queryOptions: { queryKey: ['map_shapes', kind], staleTime: 600_000, meta: { live: ['area_shapes'] } },
  });
  const shapes = query.data?.data;
  return { shapes: Array.isArray(shapes) ? shapes : null, error: query.error, retry: () => void query.refetch() };
}
