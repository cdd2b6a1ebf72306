import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { asInProduction } from '../config.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const STAMP = '.built-from';
/** What the built app is made of. */
const SOURCES = ['src/app', 'src/data', 'src/domain', 'vite.config.ts', 'package-lock.json'];
const COMPRESSED = /\.(js|css|html|svg|json|webmanifest)$/;

/** Builds the browser app unless what is built is of these very sources. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  const sources = await hashSources();
  if (existsSync(path.join(DIST, 'index.html')) && (await readFile(path.join(DIST, STAMP), 'utf8').catch(() => '')) === sources) return;
  say('Building the app for the browser (once for each version) …');
  // Built aside and put in its place whole: two programs that start at once, or one that serves meanwhile, see no half of it.
  const aside = path.join(ROOT, `.dist-${process.pid}`);
  try {
    await buildForPeople(aside);
    await compressAll(aside);
    await writeFile(path.join(aside, STAMP), sources);
    await putInPlace(aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * As people get it, whoever asks: a test calls its environment "test", and so do the programs it starts; Vite would take that
 * for a development build, which has no worker for the door, and its stamp would keep it there.
 */
async function buildForPeople(outDir: string): Promise<void> {
  const { build } = await import('vite');
  const configFile = path.join(ROOT, 'vite.config.ts');
  await asInProduction(() => build({ configFile, mode: 'production', logLevel: 'error', build: { outDir } }));
}

/** Renames cannot replace a folder that is not empty: the old one steps aside first. */
async function putInPlace(built: string): Promise<void> {
  const old = `${built}-old`;
  for (let attempt = 0; ; attempt++) {
    await rename(DIST, old).catch(ignoreMissing);
    await rm(old, { recursive: true, force: true });
    const error = await rename(built, DIST).then(
      () => null,
      (reason: NodeJS.ErrnoException) => reason,
    );
    if (!error) return;
    if (attempt > 5 || !['ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const entries = await readdir(path.join(ROOT, source), { recursive: true, withFileTypes: true }).catch(() => null);
    const files = entries
      ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
      : [path.join(ROOT, source)];
    for (const file of files.sort()) hash.update(path.relative(ROOT, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Compressed once here instead of at each request. */
async function compressAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && COMPRESSED.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        }),
        promisify(gzip)(bytes, { level: 9 }),
      ]);
      await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildIfStale((line) => process.stdout.write(`${line}\n`));
  process.exit(0);
}
