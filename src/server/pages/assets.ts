import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Asset = { name: string; type: string; bytes: Buffer };

const faces = [
  'public-sans-latin-wght-normal.woff2',
  'public-sans-latin-ext-wght-normal.woff2',
  'public-sans-vietnamese-wght-normal.woff2',
];

let loaded: { stylesheet: string; files: Map<string, Asset> } | null = null;

/** The stylesheet of the pages, named by its content so that a browser may keep it for ever, and the face that it names. */
export function pageAssets(): { stylesheet: string; files: Map<string, Asset> } {
  if (loaded) return loaded;
  const css = readFileSync(new URL('./style.css', import.meta.url));
  const stylesheet = `style-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`;
  const files = new Map<string, Asset>([[stylesheet, { name: stylesheet, type: 'text/css; charset=utf-8', bytes: css }]]);
  for (const name of faces) {
    const file = fileURLToPath(import.meta.resolve(`@fontsource-variable/public-sans/files/${name}`));
    files.set(name, { name, type: 'font/woff2', bytes: readFileSync(file) });
  }
  loaded = { stylesheet, files };
  return loaded;
}
