import { readFile, stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { cleanFileName, endingOf } from '../../domain/attachments/file-name.ts';
import { type Kind, kindOf, kinds, largestFile } from '../../domain/attachments/kinds.ts';
import { judgeText } from './judge-text.ts';

/** Why a file is not taken: a sentence, and a stable word by which screens say it in their language. */
export class UnwantedFile extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The same content under the names that detection has for it. */
const synonyms: Record<string, string> = {
  'image/apng': 'image/png',
  'audio/x-m4a': 'audio/mp4',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
};
/** The container of Office before 2007: which program it belongs to is only in its name. */
const OLD_OFFICE = 'application/x-cfb';
const oldOffice: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
};
const archives = /zip|tar|rar|7z|gzip|bzip|-xz|lzip|zstd|lz4|compress|cpio|-arj|-ace|diskimage|iso9660|cab/;

/**
 * What a file on this machine is by its content, and the name that it is kept under.
 * @throws UnwantedFile when it is none of the kinds that the office takes, or its name says something else.
 */
export async function inspectFile(file: string, givenName: string): Promise<{ kind: Kind; name: string }> {
  const { size } = await stat(file);
  if (size === 0) throw new UnwantedFile('file_empty', 'This file is empty.');
  if (size > largestFile) throw tooLarge();
  const name = cleanFileName(givenName);
  const ending = endingOf(name);
  const mediaType = await detect(file, ending);
  const kind = kindOf(mediaType);
  if (!kind) throw unwanted(mediaType, ending);
  if (ending === '') return { kind, name: `${name.slice(0, 150)}.${kind.endings[0]}` };
  if (!kind.endings.includes(ending)) {
    throw new UnwantedFile(
      'file_ending',
      `The name ends in .${ending}, but the content is ${kind.name}. Let the name end in .${kind.endings[0]}, then try again.`,
    );
  }
  return { kind, name };
}

export const tooLarge = (): UnwantedFile =>
  new UnwantedFile('file_too_large', 'This file is larger than 25 MB. Make it smaller, or split it, then try again.');

async function detect(file: string, ending: string): Promise<string> {
  const found = await fileTypeFromFile(file).catch(() => undefined);
  if (found?.mime === OLD_OFFICE) return detectOldOffice(file, ending);
  if (found) return synonyms[found.mime] ?? found.mime;
  return judgeText(await readFile(file), ending) ?? 'application/octet-stream';
}

async function detectOldOffice(file: string, ending: string): Promise<string> {
  // The directory of the container names its parts in UTF-16.
  if ((await readFile(file)).includes(Buffer.from('_VBA_PROJECT', 'utf16le'))) throw withProgram();
  return oldOffice[ending] ?? OLD_OFFICE;
}

const withProgram = (): UnwantedFile =>
  new UnwantedFile('file_macro', 'This document carries a program (macros). Save it without macros, or as PDF, then try again.');

function unwanted(mediaType: string, ending: string): UnwantedFile {
  if (/macroenabled/i.test(mediaType)) return withProgram();
  if (/hei[cf]|avif/.test(mediaType))
    return new UnwantedFile('file_heic', 'This is a photo in a format that few programs open. Save it as JPEG, then try again.');
  if (/^(image|video)\//.test(mediaType))
    return new UnwantedFile('file_picture', 'Pictures are taken as JPEG, PNG or WebP, and films not at all. Save it as one of those.');
  if (archives.test(mediaType))
    return new UnwantedFile(
      'file_archive',
      'Packed files are not taken, because nobody sees what is in them. Unpack it and add what is inside.',
    );
  // “Pictures are taken” says nothing to whoever sent something.png: its content is no picture.
  const promised = kinds.find(({ endings, group }) => endings.includes(ending) && !['text', 'table', 'mail', 'calendar'].includes(group));
  if (promised)
    return new UnwantedFile(
      'file_false',
      `The name says ${promised.name}, but the content is something else or damaged. Open the original, save it anew, then try again.`,
    );
  return new UnwantedFile(
    'file_kind',
    'Files of this kind are not taken. PDF, pictures, Office documents, tables, texts, messages and recordings are.',
  );
}
