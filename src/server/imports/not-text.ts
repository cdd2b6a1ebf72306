const begins = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);

/**
 * What the first bytes of a file are when they are no table in text: a workbook of Excel or another office program (ZIP, or the older
 * compound file), or something else that nobody reads as text. Null for text, UTF-16 included.
 */
export function notText(bytes: Uint8Array): 'workbook' | 'binary' | null {
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'workbook';
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return 'binary';
  const piece = bytes.subarray(0, 4096);
  // Every second byte of plain letters in UTF-16 is a nought; text in UTF-8 or an older form has none.
  const noughts = [0, 0];
  for (const [at, byte] of piece.entries()) if (byte === 0) noughts[at % 2] = (noughts[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = noughts;
  const isWide = begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff) || (even === 0) !== (odd === 0);
  return even + odd > 0 && !isWide ? 'binary' : null;
}
