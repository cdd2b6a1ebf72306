import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags } from '../../src/server/bench/chromium.ts';
import { buildIfStale } from '../../src/server/commands/build.ts';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  // The same browser without what draws windows: a third less work.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  chromium.executablePath(),
];

/** Where Chromium is on this machine, or null. */
export const findChromium = (): string | null =>
  CANDIDATES.find((file): file is string => file !== undefined && file !== '' && existsSync(file)) ?? null;

let shared: Promise<Browser> | null = null;

/**
 * Chromium without a window, with the built app ready to be served: one for all files of a worker, which ends with it. Each
 * context is a browser of its own to those in it; a file closes its contexts (`closePages`), not the browser.
 */
export async function openBrowser(): Promise<Browser> {
  shared ??= launch();
  const browser = await shared;
  if (browser.isConnected()) return browser;
  shared = launch();
  return shared;
}

export const closePages = async (browser: Browser | undefined): Promise<void> => {
  for (const context of browser?.contexts() ?? []) await context.close();
};

async function launch(): Promise<Browser> {
  await buildIfStale(() => {});
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is not installed. Run npm test, which installs it, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: chromiumFlags });
}
