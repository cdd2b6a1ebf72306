import { crc32 } from 'node:zlib';
import { readOrientation, writeOrientation } from './orientation.ts';
import { type CleanPicture, DamagedPicture, seenSize } from './picture.ts';

const SIGNATURE = 8;
/** What drawing needs, animation and colours included. Texts, times, EXIF and private chunks are not among it. */
const NEEDED = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs cICP mDCV cLLI acTL fcTL fdAT'.split(' '));

/** PNG is a signature and a row of chunks: length, name, content, checksum. What follows IEND is not the picture's. */
export function cleanPng(bytes: Buffer): CleanPicture {
  const kept: Buffer[] = [];
  let orientation = 1;
  let size: { width: number; height: number } | null = null;
  for (let at = SIGNATURE, name = ''; name !== 'IEND'; ) {
    const length = bytes.readUInt32BE(at);
    name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(name)) throw new DamagedPicture();
    const content = bytes.subarray(at + 8, end - 4);
    if (name === 'eXIf') orientation = readOrientation(content);
    if (name === 'IHDR') size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
    if (NEEDED.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const [first, ...rest] = kept;
  if (!first || !size || size.width === 0 || size.height === 0) throw new DamagedPicture();
  const turned = orientation > 1 ? [chunk('eXIf', writeOrientation(orientation))] : [];
  return {
    bytes: Buffer.concat([bytes.subarray(0, SIGNATURE), first, ...turned, ...rest]),
    ...seenSize(size.width, size.height, orientation),
  };
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), whole.length - 4);
  return whole;
}
