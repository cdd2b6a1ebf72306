import { useCustom } from '@refinedev/core';
import { useSearchParams } from 'react-router';
import { type FlagCode, flagCodes } from '../../../../domain/awards/flags.ts';
import { type Portfolio, type PortfolioQuery, toPortfolioRpc } from '../../../../domain/awards/portfolio.ts';
import { useReferences } from '../../../providers/references.tsx';
import type { GrantComponent } from '../../../shared/grants/use-grant-references.ts';
import { flagTables } from '../flags/use-flags.ts';

/** The portfolio that the address asks for. Where it names components, these are waited for. */
export function usePortfolio(components: GrantComponent[] | null) {
  const [params, setParams] = useSearchParams();
  const { organizations } = useReferences();
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const flag = params.get('flag') as FlagCode;
  const asked: PortfolioQuery = {
    search: params.get('q') ?? '',
    department: list('department'),
    component: list('component'),
    flag: flagCodes.includes(flag) ? flag : null,
  };
  const rpc = toPortfolioRpc(asked, organizations, components ?? []);
  const { query } = useCustom<Portfolio>({
    url: 'award_portfolio',
    method: 'post',
    config: { payload: { p_query: rpc } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['award_portfolio', rpc],
      enabled: asked.component.length === 0 || components !== null,
      placeholderData: (before: unknown) => before as never,
      meta: { live: flagTables },
    },
  });
  const change = (patch: Record<string, string>) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(patch)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  return {
    asked,
    change,
    portfolio: query.data?.data ?? null,
    isOld: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
