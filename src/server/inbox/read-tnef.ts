/** What is in a "winmail.dat" (TNEF): the text where it is plain, and the files. */
export type Tnef = { text: string | null; files: { name: string; bytes: Uint8Array }[] };

const SIGNATURE = 0x223e9f78;
const BODY = 0x800c;
const RENDERED = 0x9002;
const TITLE = 0x8010;
const DATA = 0x800f;
const PROPERTIES = 0x9005;
/** The long name of a file among the properties of it (MAPI), in UTF-16 or one byte a letter. */
const LONG_NAME = 0x3707;
const MOST_FILES = 50;

/** Reads one; null when it is none. What is cut off or made up ends the reading, and what came before it stays. */
export function readTnef(bytes: Uint8Array): Tnef | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 6 || view.readUInt32LE(0) !== SIGNATURE) return null;
  const found: Tnef = { text: null, files: [] };
  let file: { name: string; bytes: Uint8Array } | null = null;
  for (let at = 6; at + 11 <= view.length; ) {
    const id = view.readUInt16LE(at + 1);
    const length = view.readUInt32LE(at + 5);
    const data = view.subarray(at + 9, at + 9 + length);
    if (data.length < length) break;
    at += 9 + length + 2;
    if (id === BODY) found.text = asText(data);
    if (id === RENDERED) {
      if (found.files.length >= MOST_FILES) break;
      file = { name: '', bytes: new Uint8Array() };
      found.files.push(file);
    }
    if (!file) continue;
    if (id === DATA) file.bytes = Uint8Array.from(data);
    if (id === TITLE) file.name ||= asText(data);
    if (id === PROPERTIES) file.name = longName(data) || file.name;
  }
  found.files = found.files.filter((one) => one.bytes.length > 0);
  return found;
}

const asText = (data: Buffer): string => new TextDecoder('windows-1252').decode(data).split('\0')[0]?.trim() ?? '';

/** Property after property would need each type's length; the name is found by its tag: type, id, one value, its length. */
function longName(data: Buffer): string {
  for (const [type, encoding] of [
    [0x1f, 'utf-16le'],
    [0x1e, 'windows-1252'],
  ] as const) {
    const tag = Buffer.alloc(8);
    tag.writeUInt16LE(type, 0);
    tag.writeUInt16LE(LONG_NAME, 2);
    tag.writeUInt32LE(1, 4);
    const at = data.indexOf(tag);
    if (at < 0 || at + 12 > data.length) continue;
    const length = data.readUInt32LE(at + 8);
    if (length > 1000) continue;
    const name = new TextDecoder(encoding)
      .decode(data.subarray(at + 12, at + 12 + length))
      .split('\0')[0]
      ?.trim();
    if (name) return name;
  }
  return '';
}
