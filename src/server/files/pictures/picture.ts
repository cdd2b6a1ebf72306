/** A picture as it is kept, and its size as it is seen, in pixels. */
export type CleanPicture = { bytes: Buffer; width: number; height: number };

/** What is not built as its format demands, or goes beyond its end. */
export class DamagedPicture extends Error {}

/** Width and height as they are seen: four of the eight orientations lie on their side. */
export function seenSize(width: number, height: number, orientation: number): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
