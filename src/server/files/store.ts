import { openAsBlob } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Backend } from '../backend/index.ts';

/** Where file bytes are kept. Names are ours ("reports/…pdf"), never a person's. Permission is a row's matter, not a file's. */
export type FileStore = {
  put: (name: string, bytes: Uint8Array, contentType: string) => Promise<void>;
  /** Puts a file of this machine there; a folder on the same disk moves it. */
  putFile: (name: string, source: string, contentType: string) => Promise<void>;
  /** The file as a stream, or null when there is none: so that nobody's memory holds all of it. */
  stream: (name: string) => Promise<ReadableStream<Uint8Array> | null>;
  /** Null when there is no such file. */
  get: (name: string) => Promise<Uint8Array | null>;
  list: () => Promise<string[]>;
  remove: (name: string) => Promise<void>;
  /** Where a person finds the file, when it is on this machine. */
  pathOf: (name: string) => string | null;
};

const BUCKET = 'rotunda';
/** The data folder also holds the database and the keys: files live in these folders of it only. */
const FOLDERS = ['reports', 'files'];
const NAME = new RegExp(`^(${FOLDERS.join('|')})(/[A-Za-z0-9._-]+)+$`);

function checked(name: string): string {
  if (!NAME.test(name) || name.includes('..')) throw new Error(`"${name}" is not a name for a file here.`);
  return name;
}

/** Files in a folder of this machine; each is written whole or not at all. */
export function folderStore(folder: string): FileStore {
  const pathOf = (name: string) => path.join(folder, checked(name));
  return {
    put: async (name, bytes) => {
      const file = pathOf(name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(`${file}.new`, bytes, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    putFile: async (name, source) => {
      const file = pathOf(name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      // On the disk before it has its name: a power cut must not leave a name without content.
      const handle = await open(source, 'r+');
      await handle.sync().finally(() => handle.close());
      await rename(source, file).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EXDEV') throw error;
        await copyFile(source, `${file}.new`);
        await rename(`${file}.new`, file);
      });
    },
    stream: async (name) => {
      const handle = await open(pathOf(name)).catch(() => null);
      return handle ? (Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>) : null;
    },
    get: (name) => readFile(pathOf(name)).catch(() => null),
    list: async () => {
      const found = FOLDERS.map((one) => readdir(path.join(folder, one), { recursive: true, withFileTypes: true }).catch(() => []));
      return (await Promise.all(found))
        .flat()
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.new'))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .filter((name) => NAME.test(name))
        .sort();
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    pathOf,
  };
}

/** Files in a private bucket of Supabase Storage. */
export function bucketStore(backend: Backend): FileStore {
  const storage = backend.service.storage;
  let made: Promise<void> | null = null;
  // Made when it is first needed, and asked for again when that failed: an office opens although its storage is away.
  const ready = (): Promise<void> => {
    made ??= storage.createBucket(BUCKET, { public: false }).then(({ error }) => {
      if (!error || /exist/i.test(error.message)) return;
      made = null;
      throw error;
    });
    return made;
  };
  const names = async (prefix: string): Promise<string[]> => {
    const { data, error } = await storage.from(BUCKET).list(prefix, { limit: 10_000 });
    if (error) throw error;
    const nested = await Promise.all(
      data.map((entry) =>
        entry.id === null ? names(prefix ? `${prefix}/${entry.name}` : entry.name) : [prefix ? `${prefix}/${entry.name}` : entry.name],
      ),
    );
    return nested.flat();
  };
  return {
    put: async (name, bytes, contentType) => {
      await ready();
      const { error } = await storage.from(BUCKET).upload(checked(name), bytes, { contentType, upsert: true });
      if (error) throw error;
    },
    putFile: async (name, source, contentType) => {
      await ready;
      const { error } = await storage
        .from(BUCKET)
        .upload(checked(name), await openAsBlob(source, { type: contentType }), { contentType, upsert: true });
      if (error) throw error;
    },
    stream: async (name) => {
      await ready;
      const { data } = await storage.from(BUCKET).download(checked(name));
      return data ? (data.stream() as ReadableStream<Uint8Array>) : null;
    },
    get: async (name) => {
      await ready();
      const { data } = await storage.from(BUCKET).download(checked(name));
      return data ? new Uint8Array(await data.arrayBuffer()) : null;
    },
    list: async () => {
      await ready();
      return (await names('')).sort();
    },
    remove: async (name) => {
      await storage.from(BUCKET).remove([checked(name)]);
    },
    pathOf: () => null,
  };
}

/** The store that belongs to a backend: the data folder, or the bucket when hosted. */
export function openFiles(backend: Backend, dataFolder: string): FileStore {
  return backend.kind === 'hosted' ? bucketStore(backend) : folderStore(dataFolder);
}
