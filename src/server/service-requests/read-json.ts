/** A file or an answer that cannot be read as the feed; `reason` is its word in `feed_runs.problem`. */
export class FeedRefused extends Error {
  readonly reason: 'form' | 'csv' | 'json' | 'encoding' | 'empty' | 'away' | 'cut_off';
  constructor(reason: FeedRefused['reason']) {
    super(`The 311 data cannot be read: ${reason}.`);
    this.reason = reason;
  }
}

export type JsonRow = Record<string, unknown>;

/** Longest row in bytes: what is longer is another kind of file, one object around everything. */
const MOST = 1_000_000;
const sign = (text: string) => text.charCodeAt(0);
const [QUOTE, BACKSLASH, ROW, ROW_END, LIST, LIST_END] = [sign('"'), sign('\\'), sign('{'), sign('}'), sign('['), sign(']')];
const between = new Set([' ', '\t', '\r', '\n', ','].map(sign));

/**
 * Reads the objects of a JSON array, or objects one after the other, a piece of the stream at a time.
 * @throws FeedRefused when it ends in the midst of a row or of the array, or is no such text.
 */
export async function* readJsonRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<JsonRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const list = { opened: 0, closed: 0 };
  // One piece of memory for all pieces of the stream: a fresh one for each would lie around until somebody cleans up.
  let space = Buffer.alloc(256 * 1024);
  let rest = 0;
  for await (const piece of source) {
    if (rest + piece.length > space.length) space = Buffer.concat([space], 2 * (rest + piece.length));
    space.set(piece, rest);
    const bytes = space.subarray(0, rest + piece.length);
    const { from, to, begun } = findRows(bytes, list);
    const rows = to > from ? parse(decode(decoder, bytes.subarray(from, to))) : null;
    rest = bytes.length - begun;
    if (rest > MOST) throw new FeedRefused('json');
    space.copyWithin(0, begun, bytes.length);
    if (rows) yield rows;
  }
  if (rest > 0 || list.opened !== list.closed) throw new FeedRefused('json');
}

/** Where the first whole row begins and the last ends, and where one begins that is not whole yet (or the end). */
function findRows(bytes: Buffer, list: { opened: number; closed: number }): { from: number; to: number; begun: number } {
  let [depth, isText, from, to, begun] = [0, false, -1, 0, bytes.length];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (depth > 0) {
      if (byte === QUOTE) isText = true;
      else if (byte === ROW) depth++;
      else if (byte === ROW_END && --depth === 0) [to, begun] = [at + 1, bytes.length];
    } else if (byte === ROW) {
      depth = 1;
      begun = at;
      if (from < 0) from = at;
    } else if (byte === LIST) list.opened++;
    else if (byte === LIST_END) list.closed++;
    // A byte order mark is three bytes before everything.
    else if (!between.has(byte) && !(list.opened === 0 && [0xef, 0xbb, 0xbf].includes(byte))) throw new FeedRefused('json');
  }
  return { from: Math.max(from, 0), to: from < 0 ? 0 : to, begun };
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new FeedRefused('encoding');
  }
}

/** Rows of one piece, with what stands between them: a comma, a new line, or both. */
function parse(text: string): JsonRow[] {
  try {
    return JSON.parse(`[${text}]`) as JsonRow[];
  } catch {
    try {
      return JSON.parse(`[${text.replace(/\}\s*\n\s*\{/g, '},{')}]`) as JsonRow[];
    } catch {
      throw new FeedRefused('json');
    }
  }
}
