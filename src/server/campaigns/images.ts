import { createHash, randomUUID } from 'node:crypto';
import { cleanFileName, endingOf } from '../../domain/attachments/file-name.ts';
import { cleanPicture } from '../files/pictures/clean-picture.ts';
import { DamagedPicture } from '../files/pictures/picture.ts';

export const LARGEST_IMAGE = 5 * 1024 * 1024;

const KINDS = [
  { type: 'image/png', ending: 'png', begins: /^\x89PNG\r\n/ },
  { type: 'image/jpeg', ending: 'jpg', begins: /^\xff\xd8\xff/ },
  { type: 'image/gif', ending: 'gif', begins: /^GIF8[79]a/ },
  { type: 'image/webp', ending: 'webp', begins: /^RIFF[\s\S]{4}WEBP/ },
] as const;

export type LetterImage = {
  bytes: Buffer;
  facts: { name: string; media_type: string; bytes: number; sha256: string; width: number; height: number; path: string };
};

/**
 * A picture for letters: judged by its content, without place, time and device, under a name that nobody guesses.
 * Null when it is of no kind that mail programs show, or is damaged.
 */
export function judgeImage(given: Buffer, givenName: string): LetterImage | null {
  const head = given.toString('latin1', 0, 16);
  const kind = KINDS.find(({ begins }) => begins.test(head));
  if (!kind) return null;
  try {
    const { bytes, width, height } = cleanPicture(kind.type, given);
    const name = cleanFileName(givenName);
    const named = endingOf(name) === kind.ending ? name : `${name.slice(0, 150)}.${kind.ending}`;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      bytes,
      facts: { name: named, media_type: kind.type, bytes: bytes.length, sha256, width, height, path: `files/images/${randomUUID()}` },
    };
  } catch (error) {
    if (error instanceof DamagedPicture) return null;
    throw error;
  }
}

/** The end of its public address. Its id is random: whoever has it was given it. */
export const imageAddress = ({ id, media_type }: { id: string; media_type: string }): string =>
  `/i/${id}.${KINDS.find(({ type }) => type === media_type)?.ending ?? 'png'}`;

/** The media type that an ending stands for. */
export const imageTypeOf = (ending: string): string | undefined => KINDS.find((one) => one.ending === ending)?.type;
