import { fileURLToPath } from 'node:url';

/** Public data beside the checkout, where the project is developed. Tests that use it skip, and say so, where it is absent. */
export const sharedData = (name: string): string => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
