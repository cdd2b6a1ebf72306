import { describe, expect, test } from 'vitest';
import { cleanPicture } from '../../../src/server/files/pictures/clean-picture.ts';
import { readOrientation, writeOrientation } from '../../../src/server/files/pictures/orientation.ts';
import { DamagedPicture } from '../../../src/server/files/pictures/picture.ts';
import { phoneJpeg, phonePng, phoneWebp, placeWords } from '../../support/pictures.ts';

const photos = { 'image/jpeg': phoneJpeg, 'image/png': phonePng, 'image/webp': phoneWebp };
const orientationOf = (bytes: Buffer): number => {
  // The one EXIF block that is left is ours: big endian, one entry.
  const at = bytes.indexOf(Buffer.from('MM\0*', 'latin1'));
  return at === -1 ? 1 : readOrientation(bytes.subarray(at));
};

describe.each(Object.entries(photos))('a photo as %s', (type, take) => {
  test('comes back without place, time, device and words', () => {
    const before = take({ orientation: 6 });
    for (const word of placeWords) expect(before.includes(word)).toBe(true);
    const { bytes } = cleanPicture(type, before);
    for (const word of [...placeWords, 'Photoshop', 'MPF\0', 'XMP '])
      expect({ word, there: bytes.includes(word) }).toEqual({ word, there: false });
  });

  test('stays upright, whichever way the phone was held', () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { bytes } = cleanPicture(type, take({ orientation }));
      expect(orientationOf(bytes)).toBe(orientation);
    }
  });

  test('is the same when it is cleaned twice', () => {
    const once = cleanPicture(type, take({ orientation: 6 })).bytes;
    expect(cleanPicture(type, once).bytes).toEqual(once);
  });

  test('that is cut off anywhere is called damaged, and never hangs or fails otherwise', () => {
    const whole = cleanPicture(type, take({ orientation: 6 })).bytes;
    for (let length = 0; length < whole.length - 1; length++) {
      try {
        cleanPicture(type, whole.subarray(0, length));
        // Only WebP says its length at the beginning: a cut in its last chunk is one that a decoder sees.
        expect(type).toBe('image/webp');
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedPicture);
      }
    }
  });
});

test('the colour profile and Adobe’s note on colours stay in a JPEG', () => {
  expect(cleanPicture('image/jpeg', phoneJpeg()).bytes.includes('ICC_PROFILE\0')).toBe(true);
});

test('the size is said as it is seen: a picture on its side has its width for height', () => {
  expect(cleanPicture('image/png', phonePng({ width: 4, height: 3, orientation: 6 }))).toMatchObject({ width: 3, height: 4 });
  expect(cleanPicture('image/png', phonePng({ width: 4, height: 3, orientation: 3 }))).toMatchObject({ width: 4, height: 3 });
});

test('an orientation that is no orientation is upright', () => {
  expect(readOrientation(Buffer.from('II*\0'))).toBe(1);
  expect(readOrientation(writeOrientation(9))).toBe(1);
  const endless = writeOrientation(6);
  endless.writeUInt32BE(0xffffffff, 4);
  expect(readOrientation(endless)).toBe(1);
});
