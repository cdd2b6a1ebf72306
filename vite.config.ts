import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = import.meta.dirname;
// Two cores, and browsers that wait more than they work: three files at a time, each with its own database. A project does
// not take this from the whole, and alone would take one core less than there are: a single file at a time.
const maxWorkers = 3;
const project = (name: string, include: string[], options: object = {}): TestProjectInlineConfiguration => ({
  root,
  extends: false,
  test: { name, include, environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, maxWorkers, ...options },
});

export default defineConfig({
  root: `${root}/src/app`,
  plugins: [react()],
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
  },
  test: {
    root,
    globalSetup: ['tests/support/golden.ts'],
    reporters: ['default', `${root}/tests/support/closing-line.ts`],
    projects: [
      project('domain', ['tests/domain/**/*.test.ts', 'tests/house.test.ts']),
      project('database', ['tests/database/**/*.test.ts']),
      project('server', ['tests/server/**/*.test.ts']),
      project('app', ['tests/app/**/*.test.{ts,tsx}'], { environment: 'happy-dom' }),
      project('browser', ['tests/browser/**/*.test.ts'], { testTimeout: 60_000 }),
      project('flows', ['tests/flows/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
