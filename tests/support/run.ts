import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './browser.ts';

// What `npm test` needs beside npm's packages: a browser, and poppler to look into PDFs. What is missing is installed,
// said out loud; what cannot be had leaves its tests skipped (poppler) or failing with a sentence (the browser).
const say = (line: string) => process.stdout.write(`${line}\n`);
const run = (command: string, words: string[]) => spawnSync(command, words, { stdio: 'inherit' }).status === 0;
const has = (command: string) => spawnSync(command, ['-v'], { stdio: 'ignore' }).error === undefined;

const packages = [
  ...(findChromium() ? [] : ['chromium']),
  ...(has('pdftotext') ? [] : ['poppler-utils']),
  ...(has('qpdf') ? [] : ['qpdf']),
];
if (packages.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  say(`Installing ${packages.join(', ')} for the browser and PDF tests (apt-get) …`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}
if (!findChromium()) {
  say('Installing Chromium for the browser tests (playwright-core) …');
  run('playwright-core', ['install', 'chromium-headless-shell', 'chromium']);
}

const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
