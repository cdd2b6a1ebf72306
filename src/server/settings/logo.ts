import { createHash } from 'node:crypto';

export const LARGEST_LOGO = 500 * 1024;

const KINDS = [
  { ending: 'png', type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { ending: 'jpg', type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
];

/** A picture that may be the office's logo: judged by its content, named after it. Null when it is neither PNG nor JPEG. */
export function judgeLogo(bytes: Uint8Array): { path: string; type: string } | null {
  const kind = KINDS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  if (!kind) return null;
  return { path: `files/logo-${createHash('sha256').update(bytes).digest('hex')}.${kind.ending}`, type: kind.type };
}

/** The content type of a logo by its stored name. */
export const typeOfLogo = (path: string): string =>
  KINDS.find(({ ending }) => path.endsWith(`.${ending}`))?.type ?? 'application/octet-stream';
