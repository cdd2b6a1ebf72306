import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { findChromium } from './browser.ts';

// What `npm test` needs beside npm's packages: a browser, and poppler to look into PDFs. What is missing is installed,
// said out loud; what cannot be had leaves its tests skipped (poppler) or failing with a sentence (the browser).
const say = (line: string) => process.stdout.write(`${line}\n`);
const run = (command: string, words: string[]) => spawnSync(command, words, { stdio: 'inherit' }).status === 0;
const has = (command: string) => spawnSync(command, ['-v'], { stdio: 'ignore' }).error === undefined;

const packages = [
  // The shell spares a third of the work of a browser; without it, any Chromium will do.
  ...(/headless-shell/.test(findChromium() ?? '') || process.env.CHROMIUM_PATH ? [] : ['chromium-headless-shell']),
  ...(has('pdftotext') ? [] : ['poppler-utils']),
  ...(has('qpdf') ? [] : ['qpdf']),
];
if (packages.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  say(`Installing ${packages.join(', ')} for the browser and PDF tests (apt-get) …`);
  run('apt-get', ['update', '-qq']);
  // Each by itself: one that is not to be had takes none of the others along.
  for (const one of packages) run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', one]);
}
if (!findChromium() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
if (!findChromium()) {
  say('Installing Chromium for the browser tests (playwright-core) …');
  run('playwright-core', ['install', 'chromium-headless-shell', 'chromium']);
}

/** Where the offices of the tests lie: in memory where there is room for them, for a hundred of 50 MB are made and thrown away. */
function roomyFolder(): string | undefined {
  if (process.env.TMPDIR || !existsSync('/dev/shm')) return process.env.TMPDIR;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > 4 * 1024 ** 3 ? '/dev/shm' : undefined;
}

const words = process.argv.slice(2);
// The app is built while the first tests run; those with a browser come last. Of a few files, each builds what it needs.
const building = words.some((word) => !word.startsWith('-'))
  ? null
  : spawn(process.execPath, ['src/server/commands/build.ts'], { stdio: 'inherit' });
const folder = roomyFolder();
const tests = spawn('vitest', ['run', ...words], { stdio: 'inherit', env: { ...process.env, ...(folder ? { TMPDIR: folder } : {}) } });
tests.once('error', (error) => {
  throw error;
});
tests.once('exit', (code) => {
  building?.kill();
  process.exit(code ?? 1);
});
