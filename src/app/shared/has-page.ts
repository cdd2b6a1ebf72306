import { resources } from '../resources.tsx';

/** Whether an address is a page of this office: a link is only drawn where it leads somewhere. */
/** Lists beside the one that a resource names. */
const more = [
  '/events/list',
  '/events/reach',
  '/campaigns/layouts',
  '/awards/radar',
  '/awards/portfolio',
  '/awards/subawards',
  '/awards/usaspending',
];

export function hasPage(path: string): boolean {
  return more.includes(path) || resources.some(({ list }) => list === path);
}
