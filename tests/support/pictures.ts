import { crc32, deflateSync } from 'node:zlib';

// Small pictures as a phone makes them, with a place, a device and a time in every corner where formats have room for it.
const SECRETS = ['39.0997', 'GPSLatitude', 'iPhone 17 Pro', 'DCIM-serial-4711', '2026:11:03 10:22:33', 'http://ns.adobe.com/xap/1.0/'];
export const placeWords: readonly string[] = SECRETS;
const secret = Buffer.from(SECRETS.join(' '), 'latin1');

/** A 1 × 1 baseline JPEG: quantization, frame, Huffman tables, scan. */
const plainJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
);

/** An EXIF block with orientation, device, and a directory of the place. */
function exif(orientation: number): Buffer {
  const model = Buffer.from('iPhone 17 Pro DCIM-serial-4711\0', 'latin1');
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4);
  tiff.write('II', 0, 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(3, 8);
  const entry = (index: number, tag: number, type: number, count: number, value: number) => {
    const at = 10 + index * 12;
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    if (type === 3) tiff.writeUInt16LE(value, at + 8);
    else tiff.writeUInt32LE(value, at + 8);
  };
  entry(0, 0x0110, 2, model.length, tiff.length);
  entry(1, 0x0112, 3, 1, orientation);
  entry(2, 0x8825, 4, 1, tiff.length + model.length);
  return Buffer.concat([tiff, model, secret]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** A JPEG with EXIF, XMP, IPTC, a comment, a maker's segment, and a second picture hung on behind its end. */
export function phoneJpeg({ orientation = 6, filler = 0 } = {}): Buffer {
  const body = plainJpeg.subarray(2);
  const second = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(1)])),
    body,
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)])),
    segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), secret])),
    segment(0xe2, Buffer.concat([Buffer.from('MPF\0', 'latin1'), secret])),
    segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), secret])),
    segment(0xfe, secret),
    ...Array.from({ length: filler }, () => segment(0xef, Buffer.alloc(65_000, 0x20))),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), Buffer.from('colours')])),
    body,
    second,
    secret,
  ]);
}

export function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), whole.length - 4);
  return whole;
}

/** A PNG of one colour, with texts, EXIF and a time, and something behind its end. */
export function phonePng({ width = 2, height = 1, orientation = 3 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x99)]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0', 'latin1'), secret])),
    pngChunk('zTXt', secret),
    pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), secret])),
    pngChunk('eXIf', exif(orientation)),
    pngChunk('tIME', Buffer.from([7, 0xea, 11, 3, 10, 22, 33])),
    pngChunk('prVt', secret),
    pngChunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    pngChunk('IEND', Buffer.alloc(0)),
    secret,
  ]);
}

/** A lossless WebP of one pixel in its extended form, with EXIF and XMP. */
export function phoneWebp({ orientation = 8 } = {}): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const pixel = Buffer.from('LwAAAAAHEP0P/A8=', 'base64');
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    chunk('VP8X', Buffer.from([0b1100, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    chunk('VP8L', pixel),
    chunk('EXIF', exif(orientation)),
    chunk('XMP ', secret),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
