/** Why the program itself stopped a campaign, as the database keeps it: in English, in one of these forms. */
const forms = {
  refused: /^Mail servers refuse our letters by their rules \((?<count>\d+) of the last (?<total>\d+)\)\. Mostly: (?<words>.*)$/s,
  failed: /^(?<count>\d+) of the last (?<total>\d+) letters failed\. Mostly: (?<words>.*)$/s,
  layout: /^Its letters cannot be made any more: line (?<line>\d+) of its layout\.$/,
  letter: /^Its letters cannot be made any more: line (?<line>\d+) in the language (?<language>[\w-]+)\.$/,
  file: /^Its letters cannot be made any more: a file that was approved with it is missing\.$/,
  empty: /^Its letters cannot be made any more: it says nothing in any language\.$/,
};
export type PauseReason = { kind: keyof typeof forms; values: Record<string, string> };

/** What the program wrote, by its parts; null for what a person wrote. */
export function readPauseReason(reason: string): PauseReason | null {
  for (const [kind, form] of Object.entries(forms)) {
    const found = form.exec(reason);
    if (found) return { kind: kind as PauseReason['kind'], values: { ...found.groups } };
  }
  return null;
}
