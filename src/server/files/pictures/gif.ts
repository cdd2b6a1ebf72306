import { type CleanPicture, DamagedPicture } from './picture.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const END = 0x3b;
const COMMENT = 0xfe;
const PROGRAM = 0xff;
const WORDS = 0x01;
/** What a program may say in a GIF: how often it moves. Everything else of the kind is XMP, or an editor's own. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** A GIF without comments and what programs hung on; frames, colours and timing as they were. */
export function cleanGif(bytes: Buffer): CleanPicture {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) throw new DamagedPicture();
  const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  let at = 13 + tableLength(bytes.readUInt8(10));
  if (size.width === 0 || size.height === 0 || at > bytes.length) throw new DamagedPicture();
  const kept: Buffer[] = [bytes.subarray(0, at)];
  let frames = 0;
  for (;;) {
    const kind = bytes.readUInt8(at);
    if (kind === END) break;
    const from = at;
    if (kind === IMAGE) {
      frames++;
      at = afterBlocks(bytes, at + 10 + tableLength(bytes.readUInt8(at + 9)) + 1);
    } else if (kind === EXTENSION) {
      at = afterBlocks(bytes, at + 2);
    } else throw new DamagedPicture();
    if (kind === IMAGE || isNeeded(bytes, from)) kept.push(bytes.subarray(from, at));
  }
  if (frames === 0) throw new DamagedPicture();
  return { bytes: Buffer.concat([...kept, Buffer.from([END])]), ...size };
}

const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

function isNeeded(bytes: Buffer, at: number): boolean {
  const label = bytes.readUInt8(at + 1);
  if (label === PROGRAM) return LOOPS.includes(bytes.toString('latin1', at + 3, at + 14));
  return label !== COMMENT && label !== WORDS;
}

/** Content comes in pieces of at most 255 bytes, each with its length before it; a length of nothing ends it. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += length + 1;
  return at + 1;
}
