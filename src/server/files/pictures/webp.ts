import { readOrientation, writeOrientation } from './orientation.ts';
import { type CleanPicture, DamagedPicture, seenSize } from './picture.ts';

/** What drawing needs, animation, transparency and colours included. */
const NEEDED = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of VP8X that say "an EXIF chunk follows" and "an XMP chunk follows". */
const HAS_EXIF = 0b1000;
const HAS_XMP = 0b0100;

/** WebP is a RIFF container: four letters, a length, content, padded to an even length. */
export function cleanWebp(bytes: Buffer): CleanPicture {
  const kept: Buffer[] = [];
  const stop = Math.min(8 + bytes.readUInt32LE(4), bytes.length);
  let orientation = 1;
  let size: { width: number; height: number } | null = null;
  let extended: Buffer | null = null;
  for (let at = 12; at + 8 <= stop; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > stop) throw new DamagedPicture();
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'EXIF') orientation = readOrientation(withoutMark(content));
    if (name === 'VP8X' || name === 'VP8 ' || name === 'VP8L') size ??= readSize(name, content);
    if (NEEDED.has(name)) {
      const part = chunk(name, content);
      if (name === 'VP8X') extended = part;
      kept.push(part);
    }
    at = end;
  }
  if (!size) throw new DamagedPicture();
  if (extended) extended[8] = ((extended[8] ?? 0) & ~HAS_XMP & ~HAS_EXIF) | (orientation > 1 ? HAS_EXIF : 0);
  // Only the extended form has a place for EXIF; a simple one never said how to turn.
  if (extended && orientation > 1) kept.push(chunk('EXIF', writeOrientation(orientation)));
  const content = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(content.length, 4);
  return { bytes: Buffer.concat([head, content]), ...seenSize(size.width, size.height, orientation) };
}

/** Some writers put JPEG's mark before the EXIF block. */
function withoutMark(content: Buffer): Buffer {
  return content.toString('latin1', 0, 6) === 'Exif\0\0' ? content.subarray(6) : content;
}

function readSize(name: string, content: Buffer): { width: number; height: number } {
  if (name === 'VP8X') return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
  if (name === 'VP8 ') return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function chunk(name: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(8 + content.length + (content.length % 2));
  whole.write(name, 0, 'latin1');
  whole.writeUInt32LE(content.length, 4);
  content.copy(whole, 8);
  return whole;
}
