import { useCustom } from '@refinedev/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type RadarAnswer, type RadarQuery, readRadarQuery, toRadarRpc, writeRadarQuery } from '../../../../domain/awards/radar.ts';
import { useOffice } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useComponents } from '../../../shared/grants/use-grant-references.ts';

const live = ['award_reports', 'award_report_rules', 'awards', 'award_entries', 'award_conditions'];
const step = 200;

/** The radar that the address asks for. Where it names components, these are waited for. */
export function useRadar() {
  const { me } = useOffice();
  const [params, setParams] = useSearchParams();
  const { organizations } = useReferences();
  const components = useComponents();
  const text = params.toString();
  const query = useMemo(() => readRadarQuery(new URLSearchParams(text)), [text]);
  const [limit, setLimit] = useState(step);
  const asked = { ...toRadarRpc(query, { departments: organizations, components: components ?? [], me: me.id }), limit };
  const { query: found } = useCustom<RadarAnswer>({
    url: 'award_radar',
    method: 'post',
    config: { payload: { p_query: asked } },
    errorNotification: false,
    meta: { live },
    queryOptions: {
      queryKey: ['award_radar', asked],
      enabled: query.component.length === 0 || components !== null,
      placeholderData: (before: unknown) => before as never,
      meta: { live },
    },
  });
  return {
    query,
    asked,
    components: components ?? [],
    answer: found.data?.data ?? null,
    error: found.error,
    retry: () => void found.refetch(),
    more: () => setLimit(limit + step),
    change: (patch: Partial<RadarQuery>) => setParams(writeRadarQuery({ ...query, ...patch }), { replace: true }),
  };
}

export type Radar = ReturnType<typeof useRadar>;
