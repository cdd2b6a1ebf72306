/** Whose a view is: one person's, the team's, or everybody's of a role. */
export type ViewScope = 'mine' | 'team' | 'role';
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** A list as somebody wants to see it again. `query` is the search part of its address, without "?" and without a page. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  scope: ViewScope;
  role: string | null;
  owner_id: string | null;
  columns: string[] | null;
  density: Density | null;
  position: number;
  /** Whether the list opens with it, for whomever it is. */
  is_default: boolean;
  version: number;
};

export const savedViewColumns = 'id,name,query,scope,role,owner_id,columns,density,position,is_default,version';

/** The lists that the way through the house leads to, with their addresses: each can open with a view. */
export const listAddresses: Readonly<Record<string, string>> = {
  inquiries: '/inquiries',
  referrals: '/referrals',
  programs: '/programs',
  organizations: '/organizations',
  language_encounters: '/language-encounters',
  campaigns: '/campaigns',
  awards: '/awards',
  residents: '/residents',
  service_requests: '/service-requests',
};

/** Where the way to a list leads: to the view that it opens with, otherwise to the list as it is. */
export function openingAddress(to: string, views: Readonly<Record<string, string>>): string {
  const resource = Object.keys(listAddresses).find((one) => listAddresses[one] === to);
  const query = resource && views[resource];
  return query ? `${to}?${query}` : to;
}

const scopeOrder: ViewScope[] = ['role', 'team', 'mine'];

/** The views in the order of their tabs: what the office gives, what the team shares, my own; each as it was put. */
export function sortViews(views: SavedView[]): SavedView[] {
  return [...views].sort(
    (a, b) => scopeOrder.indexOf(a.scope) - scopeOrder.indexOf(b.scope) || a.position - b.position || a.name.localeCompare(b.name),
  );
}

/** The ids of a scope's views with one of them moved a place up or down; null when there is no place to go. */
export function moveView(views: SavedView[], id: string, step: 1 | -1): string[] | null {
  const moved = views.find((view) => view.id === id);
  const ids = sortViews(views)
    .filter((view) => view.scope === moved?.scope && view.role === moved?.role)
    .map((view) => view.id);
  const from = ids.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return null;
  ids.splice(from, 1);
  ids.splice(to, 0, id);
  return ids;
}
