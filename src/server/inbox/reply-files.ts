import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { UnwantedFile } from '../files/inspect.ts';
import { receiveFile } from '../files/receive.ts';
import type { Office } from '../office.ts';
import type { Part } from './read-mail.ts';

/** What is known of a file that lies in the store and has no row yet. */
export type KeptFile = {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  path: string;
};

const MOST_FILES = 20;

/** Keeps the files of a mail, judged and cleaned like each that the office takes; those it does not take are named. */
export async function keepFiles(office: Office, parts: Part[]): Promise<{ kept: KeptFile[]; left: string[] }> {
  const kept: KeptFile[] = [];
  const left: string[] = [];
  for (const [index, part] of parts.entries()) {
    // Pictures that belong to somebody's signature, and the calendar's own parts, say nothing.
    if (part.isInline || part.bytes.byteLength === 0) continue;
    const name = part.name || `${index + 1}`;
    if (index >= MOST_FILES) {
      left.push(name);
      continue;
    }
    try {
      const body = new Blob([Uint8Array.from(part.bytes)]).stream();
      const file = await receiveFile(body, name, path.join(office.config.dataFolder, 'incoming'));
      try {
        const stored = `files/${new Date().getUTCFullYear()}/${randomUUID()}`;
        await office.files.putFile(stored, file.path, file.media_type);
        const { media_type, bytes, sha256, width, height } = file;
        kept.push({ name: file.name, media_type, bytes, sha256, width, height, path: stored });
      } finally {
        await file.discard();
      }
    } catch (error) {
      if (!(error instanceof UnwantedFile)) throw error;
      left.push(name);
    }
  }
  return { kept, left };
}
