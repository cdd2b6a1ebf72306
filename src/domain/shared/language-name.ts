/**
 * A language by its name in another: "Somali", "Somalí". As the office calls it where nobody else knows one.
 *
 * @param tag BCP 47 tag of the language in which it is said.
 * @param language Its own BCP 47 tag, and the office's name for it.
 */
export function nameOfLanguage(tag: string, { code, name }: { code: string; name: string }): string {
  const said = known(tag, code) ?? name;
  return said.charAt(0).toLocaleUpperCase(tag) + said.slice(1);
}

function known(tag: string, code: string): string | undefined {
  try {
    return new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(code);
  } catch {
    // A tag of the office's own that BCP 47 would not allow.
    return undefined;
  }
}
