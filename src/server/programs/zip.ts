import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export class ZipRefused extends Error {}
export type ZipFile = { name: string; bytes: Uint8Array };

const MOST_FILES = 200;
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * The files of a ZIP archive (stored or deflated), read by its central directory.
 * @throws ZipRefused when it is none, is encrypted, or holds more than we take.
 */
export function readZip(archive: Uint8Array): ZipFile[] {
  const view = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > view.length) throw new ZipRefused('none');
  const count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  if (count > MOST_FILES) throw new ZipRefused('large');
  const files: ZipFile[] = [];
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50) throw new ZipRefused('broken');
    const [flags, method] = [view.readUInt16LE(at + 8), view.readUInt16LE(at + 10)];
    const [packed, size] = [view.readUInt32LE(at + 20), view.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30), view.readUInt16LE(at + 32)];
    const name = view.toString('utf8', at + 46, at + 46 + nameLength);
    const head = view.readUInt32LE(at + 42);
    at += 46 + nameLength + extra + comment;
    if (name.endsWith('/')) continue;
    total += size;
    if (total > MOST_BYTES) throw new ZipRefused('large');
    if (flags & 1 || (method !== 0 && method !== 8) || head + 30 > view.length) throw new ZipRefused('broken');
    const start = head + 30 + view.readUInt16LE(head + 26) + view.readUInt16LE(head + 28);
    const raw = view.subarray(start, start + packed);
    files.push({ name, bytes: method === 0 ? raw : unpack(raw, size) });
  }
  return files;
}

/** What is longer than it says it is, is not unpacked further. */
function unpack(raw: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw new ZipRefused('broken');
  }
}

/** Files as one archive, deflated. The same files make the same bytes. */
export function writeZip(files: ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes);
    const label = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    // Names are UTF-8.
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(8, 4);
    // 1 January 1980: a day of an archive would make two of the same files differ.
    facts.writeUInt32LE(0x00210000, 6);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(label.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, label]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, label]));
    parts.push(head, packed);
    at += head.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, index, end]);
}
