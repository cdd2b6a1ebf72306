/** Text in UTF-7 (RFC 2152), which nobody writes any more and some programs still do: "+AOk-" is "é", "+-" is "+". */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (whole, coded: string) => {
    if (coded === '') return whole.endsWith('-') ? '+' : whole;
    const bytes = Buffer.from(coded, 'base64');
    // Two bytes a letter; what does not fill two is the end of the coding.
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le');
  });
}

const DECLARED = /charset\s*=\s*"?(?:unicode-1-1-)?utf-7\b/i;
const LOOKED_AT = 1024 * 1024;

/** Whether a mail says that its text is in UTF-7. */
export const saysUtf7 = (raw: Uint8Array): boolean =>
  DECLARED.test(Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, LOOKED_AT)).toString('latin1'));
