import { cleanGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import { type CleanPicture, DamagedPicture } from './picture.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

/**
 * The same picture, pixel for pixel, without what it says about place, time, device and people: EXIF, XMP, IPTC, maker notes,
 * comments, embedded previews and whatever is hung on after its end. Only what drawing it needs is kept: each format names
 * those parts, and everything else goes, known or not. How it has to be turned stays.
 * @throws DamagedPicture
 */
export function cleanPicture(mediaType: string, bytes: Buffer): CleanPicture {
  try {
    if (mediaType === 'image/jpeg') return cleanJpeg(bytes);
    if (mediaType === 'image/png') return cleanPng(bytes);
    if (mediaType === 'image/gif') return cleanGif(bytes);
    return cleanWebp(bytes);
  } catch (error) {
    // Reading past the end of a buffer is how a cut-off file shows.
    if (error instanceof RangeError) throw new DamagedPicture();
    throw error;
  }
}
