/** Begins to load the screen of an address before anybody asks for it, beside the program and not after it. */
export function warm(path: string): void {
  if (path === '/') void import('./features/home/show.tsx');
  if (path.startsWith('/inquiries')) void import('./features/inquiries/list.tsx');
}
