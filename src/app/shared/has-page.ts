import { resources } from '../resources.tsx';

/** Whether an address is a page of this office: a link is only drawn where it leads somewhere. */
export function hasPage(path: string): boolean {
  return resources.some(({ list }) => list === path);
}
