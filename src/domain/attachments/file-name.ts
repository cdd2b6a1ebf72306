/** The longest name that is kept; the database checks the same number. */
const longest = 160;
/** Control characters, marks that turn the direction of writing around, and letters that nobody sees. */
const unseen = /[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb]/gu;
/** Names that Windows keeps for devices: a file of such a name cannot be saved there. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The ending of a name, in lower case and without its dot; empty when it has none. */
export function endingOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * A name that can be shown and saved anywhere: no folders, no control characters, nothing that makes "gpj.exe" read as
 * "exe.jpg", at most 160 characters with its ending kept. What is left of nothing is "file".
 */
export function cleanFileName(given: string): string {
  const bare = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const whole = bare === '' ? 'file' : device.test(bare) ? `_${bare}` : bare;
  if (whole.length <= longest) return whole;
  const ending = endingOf(whole);
  const tail = ending ? `.${ending}` : '';
  // Cut between characters, not inside one that takes two units.
  return `${[...whole.slice(0, longest - tail.length)]
    .filter((letter) => !/^[\ud800-\udfff]$/.test(letter))
    .join('')
    .trimEnd()}${tail}`;
}
