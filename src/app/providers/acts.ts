/**
 * A name for one act of the reader, however many requests it takes: given as `meta.act` to each of its writes, the database
 * keeps them together, and `useNotify().done(text, { undo: act })` offers to undo them.
 */
export function nameAct(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Version 7 of RFC 9562: the time stands first, so that the database keeps what comes together together.
  const now = Date.now();
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 0x10000));
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
