import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags } from '../../src/server/bench/chromium.ts';
import { buildIfStale } from '../../src/server/commands/build.ts';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  chromium.executablePath(),
];

/** Where Chromium is on this machine, or null. */
export const findChromium = (): string | null =>
  CANDIDATES.find((file): file is string => file !== undefined && file !== '' && existsSync(file)) ?? null;

/** Chromium without a window, with the built app ready to be served. */
export async function openBrowser(): Promise<Browser> {
  await buildIfStale(() => {});
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is not installed. Run npm test, which installs it, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: chromiumFlags });
}
