import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

const root = import.meta.dirname;
// Two cores, and browsers that wait more than they work: three files at a time, each with its own database. A project does
// not take this from the whole, and alone would take one core less than there are: a single file at a time.
const maxWorkers = 3;
// What is waited for is waited for by its state, so these are no measures of speed: they end what hangs, on a machine that is
// busy with other things, too. Files of a worker share its modules; nothing in them is of one file alone.
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { interval: 50, timeout: 60_000 } } };
const project = (name: string, include: string[], options: object = {}): TestProjectInlineConfiguration => ({
  root,
  extends: false,
  test: {
    name,
    include,
    environment: 'node',
    isolate: false,
    setupFiles: ['tests/support/each-file.ts'],
    ...patience,
    maxWorkers,
    ...options,
  },
});

/** What the door's page is made of, written into its worker: all that its script can ask for, and a version made of that. */
const doorWorker: Plugin = {
  name: 'door-worker',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [one] : []));
    const files = new Set<string>();
    const take = (name: string) => {
      const chunk = bundle[name];
      if (files.has(name) || chunk?.type !== 'chunk') return;
      files.add(name);
      for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) files.add(file);
      // The rest of the program hangs on the first script too, and is not the door's.
      for (const next of [...chunk.imports, ...(isFirst(name) ? [] : chunk.dynamicImports)]) take(next);
    };
    const isFirst = (name: string) => chunks.some((one) => one.fileName === name && one.isEntry);
    for (const one of chunks)
      if (one.facadeModuleId?.endsWith('/index.html') || one.facadeModuleId?.endsWith('/door-start.tsx')) take(one.fileName);
    // Files that styles name, such as the typeface.
    for (const one of Object.values(bundle)) {
      if (one.type !== 'asset' || !files.has(one.fileName)) continue;
      for (const [, name = ''] of String(one.source).matchAll(/url\(["']?\/?(assets\/[^"')]+)/g)) files.add(name);
    }
    const list = [...files].sort().map((name) => `/${name}`);
    const worker = chunks.find((one) => one.fileName === 'door-sw.js');
    if (!worker || list.length < 2) throw new Error('The worker of the door was not built.');
    const version = createHash('sha256').update(list.join()).update(worker.code).digest('hex').slice(0, 12);
    worker.code = worker.code.replace('__DOOR_FILES__', JSON.stringify(list)).replace('__DOOR_VERSION__', version);
  },
};

export default defineConfig({
  root: `${root}/src/app`,
  plugins: [react(), doorWorker],
  resolve: {
    alias: [
      // Refine takes single functions from the CommonJS lodash; the ES one lets the bundler leave the rest out.
      { find: /^lodash\/(.+)$/, replacement: 'lodash-es/$1' },
      { find: /^lodash$/, replacement: 'lodash-es' },
      // Refine's field for Markdown comes along with its forms, and brings a parser that no screen here uses.
      { find: /^(react-markdown|remark-gfm)$/, replacement: `${root}/src/app/shared/no-markdown.ts` },
    ],
  },
  build: {
    outDir: `${root}/dist`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: [`${root}/src/app/index.html`, `${root}/src/app/door-sw.ts`],
      // A worker is asked for by its name; what it may reach is written where it is registered.
      output: { entryFileNames: ({ name }) => (name === 'door-sw' ? 'door-sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  test: {
    root,
    globalSetup: ['tests/support/golden.ts'],
    sequence: { sequencer: LongestFirst },
    reporters: ['default', `${root}/tests/support/closing-line.ts`],
    projects: [
      project('domain', ['tests/domain/**/*.test.ts', 'tests/house.test.ts'], { setupFiles: [] }),
      project('database', ['tests/database/**/*.test.ts']),
      project('server', ['tests/server/**/*.test.ts']),
      project('app', ['tests/app/**/*.test.{ts,tsx}'], { environment: 'happy-dom', isolate: true, setupFiles: [] }),
      // A browser and its office keep both cores busy: with a third beside them, keys and clicks come before a screen is ready for
      // them. Projects of another number of workers have their own turn, so the browsers come last.
      project('browser', ['tests/browser/**/*.test.ts'], { maxWorkers: 2, sequence: { groupOrder: 1 } }),
      project('flows', ['tests/flows/**/*.test.ts']),
    ],
  },
});
