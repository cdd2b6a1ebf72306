import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { ConfigError } from '../config.ts';

/** A request to the process that holds the folder, and its answer: one JSON line each way, with lines of progress before the answer. */
export type ControlRequest = { command: string; [key: string]: unknown };
export type ControlAnswer = { ok: true; result: unknown } | { ok: false; message: string };
/** Tells whoever asked how far it is. */
export type Tell = (progress: unknown) => void;
export type ControlHandler = (request: ControlRequest, tell: Tell) => Promise<unknown>;

export type FolderLock = {
  /** Who answers requests that other processes send to this one (`npm run backup` while the office is open, say). */
  onRequest: (handler: ControlHandler) => void;
  release: () => Promise<void>;
};

/**
 * Takes the folder for this process. The lock is a listening local socket inside the folder: the kernel closes it with
 * the process, so neither SIGKILL nor a reused process number can leave or fake it.
 * @throws ConfigError when another process has the folder: two on one embedded database would ruin it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const address = socketAddress(folder);
  let handler: ControlHandler = async () => {
    throw new Error('The office is starting or stopping. Try again in a moment.');
  };
  const server = net.createServer((socket) => serve(socket, (request, tell) => handler(request, tell)));
  const error = await listen(server, address);
  if (error && !(error.code === 'EADDRINUSE' && (await takeOver(folder, server, address)))) {
    throw new ConfigError(
      `The office in ${folder} is open in another process. Stop that one first, or set DATABASE_URL so that several can share a database.`,
    );
  }
  server.unref();
  return {
    onRequest: (next) => {
      handler = next;
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** After this long a process that was clearing a socket away is held for dead. */
const CLEARING_MS = 10_000;

/**
 * Takes the address of a process that died. One process at a time may do it, from the question whether anybody answers to
 * its own listening: otherwise two could clear at once, and the later one would clear away the living.
 */
async function takeOver(folder: string, server: net.Server, address: string): Promise<boolean> {
  const marker = path.join(folder, 'lock.clearing');
  while (!(await isOurs(marker))) {
    if (await isAnswered(address)) return false;
    const age = await stat(marker).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > CLEARING_MS) await rm(marker, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    if (await isAnswered(address)) return false;
    await rm(address, { force: true });
    return (await listen(server, address)) === null;
  } finally {
    await rm(marker, { force: true });
  }
}

/** Makes the file, which only one can. */
const isOurs = (marker: string): Promise<boolean> =>
  writeFile(marker, '', { flag: 'wx' }).then(
    () => true,
    () => false,
  );

/** Asks the process that holds the folder to do something; null when no process does. */
export async function askHolder(folder: string, request: ControlRequest, onProgress: Tell = () => {}): Promise<ControlAnswer | null> {
  const address = socketAddress(folder);
  return new Promise((resolve) => {
    const socket = net.connect(address);
    let text = '';
    let answer: ControlAnswer = { ok: false, message: 'The office closed before it answered.' };
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on('data', (chunk) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const told = JSON.parse(line) as ControlAnswer | { progress: unknown };
        if ('progress' in told) onProgress(told.progress);
        else answer = told;
      }
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', () => resolve(null));
  });
}

function socketAddress(folder: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\rotunda-${Buffer.from(folder).toString('hex').slice(-100)}`;
  const absolute = path.join(folder, 'lock.sock');
  const relative = path.relative(process.cwd(), absolute);
  // The kernel allows about 100 bytes for the name of a local socket.
  return relative.length < absolute.length ? relative : absolute;
}

function listen(server: net.Server, address: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', failed);
    server.listen(address, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function serve(socket: net.Socket, handler: ControlHandler): void {
  let text = '';
  const write = (line: unknown) => {
    if (socket.writable) socket.write(`${JSON.stringify(line)}\n`);
  };
  const listen = async (chunk: string) => {
    text += chunk;
    if (!text.includes('\n')) return;
    socket.off('data', listen);
    try {
      write({ ok: true, result: await handler(JSON.parse(text) as ControlRequest, (progress) => write({ progress })) });
    } catch (error) {
      write({ ok: false, message: error instanceof Error ? error.message : String(error) });
    }
    socket.end();
  };
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', listen);
}
