import { useViewCounts } from './use-view-counts.ts';
import { useViews, type ViewResource } from './use-views.ts';
import { ViewTabs } from './view-tabs.tsx';

type Paged = { after: unknown; before: unknown };
type Usual<Query> = { key: string; label: string; query: Query; isCurrent: boolean; isUrgent?: boolean; isCounted?: boolean };

type ListViewsProps<Query extends Paged> = {
  resource: ViewResource;
  label: string;
  /** The list as it is now, how its address is read and written, and what is asked for it. */
  query: Query;
  read: (params: URLSearchParams) => Query;
  write: (query: Query) => URLSearchParams;
  addressOf: (query: Query) => string;
  toRpc: (query: Query) => Record<string, unknown>;
  /** What every list of this kind has above it. */
  tabs: Usual<Query>[];
  isListThere: boolean;
};

/** What stands above a list: its usual tabs, then the saved views, each with its count, and the way to keep the list as it is. */
export function ListViews<Query extends Paged>({ resource, label, query, tabs, isListThere, ...list }: ListViewsProps<Query>) {
  const views = useViews(resource);
  const present = list.write({ ...query, after: null, before: null }).toString();
  const view = views.views.find((one) => one.query === present);
  const saved = views.views.map((one) => ({ id: one.id, name: one.name, query: list.read(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...tabs.filter(({ isCounted }) => isCounted !== false).map((tab) => [tab.key, list.toRpc(tab.query)]),
    ...saved.map((one) => [one.id, list.toRpc(one.query)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts(resource, asked, isListThere);
  return (
    <ViewTabs
      label={label}
      tabs={[
        ...tabs.map((tab) => ({ ...tab, to: list.addressOf(tab.query), isCurrent: !view && tab.isCurrent })),
        ...saved.map((one) => ({ key: one.id, label: one.name, to: list.addressOf(one.query), isCurrent: one.id === view?.id })),
      ]}
      counts={counts}
      views={views}
      present={present}
    />
  );
}
