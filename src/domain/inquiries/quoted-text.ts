/**
 * What somebody wrote in answer, without what they quote: lines with ">", the line that announces them, everything below a
 * separator as mail programs put it before the older mail, and a signature. The whole when nothing else is left.
 */
export function withoutQuoted(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line, index) => isSeparator(line, lines[index + 1] ?? ''));
  const kept: string[] = [];
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    if (!/^\s*>/.test(line)) {
      kept.push(line);
      continue;
    }
    // "On Monday, X wrote:", over one line or two.
    while (kept.at(-1)?.trim() === '') kept.pop();
    if (isAnnouncement(kept.at(-1) ?? '')) kept.pop();
    else if (isAnnouncement(`${kept.at(-2) ?? ''} ${kept.at(-1) ?? ''}`)) kept.splice(-2);
  }
  const signature = kept.findIndex((line) => /^--\s?$/.test(line));
  const own = (signature < 0 ? kept : kept.slice(0, signature))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return own || text.trim();
}

function isSeparator(line: string, next: string): boolean {
  const said = line.trim();
  if (
    /^-{2,}\s*(original message|forwarded message|mensaje original|mensaje reenviado|ursprüngliche nachricht|message d'origine)\s*-{2,}$/i.test(
      said,
    )
  )
    return true;
  if (/^_{10,}$/.test(said)) return true;
  // Outlook: "From: …" and then "Sent: …".
  return (
    /^\*?(from|de|von|từ)\s*:\*?\s*\S/i.test(said) &&
    /^\*?(sent|date|to|enviado|fecha|para|gesendet|envoyé|đã gửi)( el)?\s*:/i.test(next.trim())
  );
}

/** Lines are cut before they are looked at: nobody's introduction is that long. */
const isAnnouncement = (line: string): boolean =>
  /^(on|el|am|le|vào|em)\b[^\n]*(wrote|escribió|schrieb|a écrit|đã viết|escreveu)[^\n]{0,80}:\s*$/i.test(line.trim().slice(0, 300));

/** A subject without "Re:" and its like, in the languages of mail programs. */
export function withoutRe(subject: string): string {
  let left = subject.trim();
  for (let n = 0; n < 10; n++) {
    const next = left.replace(/^(re|aw|sv|antw|rv|res|回复|回覆|رد)(\[\d+\])?\s*[::]\s*/i, '');
    if (next === left) break;
    left = next;
  }
  return left.trim();
}
