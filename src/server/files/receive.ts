import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { isPicture, largestFile } from '../../domain/attachments/kinds.ts';
import { inspectFile, tooLarge, UnwantedFile } from './inspect.ts';
import { cleanPicture } from './pictures/clean-picture.ts';
import { DamagedPicture } from './pictures/picture.ts';

/** A file that has come in whole, judged and cleaned, on this machine until it is put into the store. */
export type ReceivedFile = {
  /** Where it lies now. */
  path: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  /** Forgets what was received, unless it was moved away. */
  discard: () => Promise<void>;
};

/** A sender that says nothing for so long, or needs longer than `slowest` for each 256 KB, is dropped. */
export type Patience = { silence: number; slowest: number };
export const usual: Patience = { silence: 20_000, slowest: 30_000 };
const RATE_STEP = 256 * 1024;

const cutOff = () => new UnwantedFile('file_cut', 'The connection broke before the file was there. Send it again.');

/** Pictures are cleaned in memory: one after the other, whatever arrives at once. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Streams an upload to `folder`, 25 MB at most, then judges it by its content and takes place and device out of photos.
 * @throws UnwantedFile when it is too large, too slow, or of no kind that the office takes; nothing is left behind.
 */
export async function receiveFile(
  body: ReadableStream<Uint8Array>,
  name: string,
  folder: string,
  patience: Patience = usual,
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomUUID()}.new`);
  const discard = () => rm(file, { force: true });
  try {
    await writeIncoming(body, file, patience, largestFile, tooLarge);
    const inspected = await inspectFile(file, name);
    const size = isPicture(inspected.kind.media_type) ? await cleanInTurn(file, inspected.kind.media_type) : { width: null, height: null };
    const content = await readFile(file);
    return {
      path: file,
      name: inspected.name,
      media_type: inspected.kind.media_type,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      ...size,
      discard,
    };
  } catch (error) {
    await discard();
    if (error instanceof DamagedPicture)
      throw new UnwantedFile('file_damaged', 'This picture is damaged or not complete. Take it again, or open it and save it anew.');
    throw error;
  }
}

/**
 * Streams a body into a file, so many bytes at most.
 * @throws UnwantedFile when it is larger, comes too slowly, or breaks off.
 */
export async function writeIncoming(
  body: ReadableStream<Uint8Array>,
  file: string,
  patience: Patience,
  most: number,
  refuse: () => UnwantedFile,
): Promise<void> {
  await pipeline(Readable.fromWeb(body as WebStream), limit(patience, most, refuse), createWriteStream(file, { mode: 0o600 })).catch(
    (error) => {
      // What the disk says has a system call; anything else is the connection's end.
      throw error instanceof UnwantedFile || (error as NodeJS.ErrnoException).syscall ? error : cutOff();
    },
  );
}

async function cleanInTurn(file: string, mediaType: string): Promise<{ width: number; height: number }> {
  const work = turn.then(async () => {
    const { bytes, width, height } = cleanPicture(mediaType, await readFile(file));
    await writeFile(file, bytes, { mode: 0o600 });
    return { width, height };
  });
  turn = work.catch(() => {});
  return work;
}

/** Lets bytes through while they are few enough and come fast enough. */
function limit({ silence, slowest }: Patience, most: number, refuse: () => UnwantedFile): Transform {
  let total = 0;
  let step = 0;
  let since = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const late = () => new UnwantedFile('file_slow', 'The file came too slowly, and was given up. Try again where the connection is better.');
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => through.destroy(late()), silence);
  };
  const through: Transform = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      watch();
      total += chunk.length;
      step += chunk.length;
      if (total > most) return done(refuse());
      if (step >= RATE_STEP) {
        step = 0;
        since = Date.now();
      } else if (Date.now() - since > slowest) return done(late());
      done(null, chunk);
    },
    destroy(error, done) {
      clearTimeout(timer);
      done(error);
    },
  });
  watch();
  return through;
}

/** Removes what an interrupted program left in the folder of incoming files. */
export async function forgetInterrupted(folder: string, olderThan = 24 * 3600_000): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > olderThan) await rm(file, { force: true });
  }
}
