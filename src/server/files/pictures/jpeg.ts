import { readOrientation, writeOrientation } from './orientation.ts';
import { type CleanPicture, DamagedPicture, seenSize } from './picture.ts';

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1');
const ADOBE = Buffer.from('Adobe', 'latin1');
/** A JFIF header of our own: the given one may carry a preview. Units and density are of no use on a screen. */
const JFIF = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

/** Frame headers carry the size; C4, C8 and CC are tables that only look like one. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** What drawing needs: quantization, Huffman and arithmetic tables, frames, restart interval, scans. */
const isNeeded = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || [0xda, 0xdb, 0xdd].includes(marker);

/**
 * JPEG (ITU-T T.81) is a row of segments. Kept: what drawing needs, the colour profile (APP2) and Adobe's note on colours
 * (APP14). The picture ends at its end marker: phones hang further pictures and films on behind it, each with its own place.
 */
export function cleanJpeg(bytes: Buffer): CleanPicture {
  const kept: Buffer[] = [];
  let orientation = 1;
  let hasJfif = false;
  let size: { width: number; height: number } | null = null;
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new DamagedPicture();
    // Any number of FF may stand before a marker.
    while (bytes.readUInt8(at + 1) === 0xff) at++;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) break;
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw new DamagedPicture();
    const content = bytes.subarray(at + 4, end);
    const begins = (mark: Buffer) => content.subarray(0, mark.length).equals(mark);
    if (marker === 0xe1 && begins(EXIF)) orientation = readOrientation(content.subarray(EXIF.length));
    if (marker === 0xe0) hasJfif = true;
    if (isFrame(marker)) size ??= { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
    const stop = marker === 0xda ? endOfScan(bytes, end) : end;
    if (isNeeded(marker) || (marker === 0xe2 && begins(ICC)) || (marker === 0xee && begins(ADOBE))) kept.push(bytes.subarray(at, stop));
    at = stop;
  }
  if (!size || size.width === 0 || size.height === 0) throw new DamagedPicture();
  const head = [Buffer.from([0xff, 0xd8]), ...(hasJfif ? [JFIF] : []), ...(orientation > 1 ? [exifSegment(orientation)] : [])];
  return { bytes: Buffer.concat([...head, ...kept, Buffer.from([0xff, 0xd9])]), ...seenSize(size.width, size.height, orientation) };
}

/** Where the compressed data of a scan ends: at the next FF that is neither a stuffed byte (00) nor a restart (D0 to D7). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new DamagedPicture();
}

function exifSegment(orientation: number): Buffer {
  const content = Buffer.concat([EXIF, writeOrientation(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
