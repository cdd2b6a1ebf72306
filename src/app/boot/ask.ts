import type { frontWords } from '../i18n/front.ts';
import { fillMessage } from '../i18n/translate.ts';

/** Why something before sign-in was not done. `reason` is a stable word, `message` the server's own sentence. */
export type FrontRefusal = { message: string; field?: string; reason?: string; seconds?: number };

/** Posts to a route of the office. Answers what came back, or why not; never rejects. */
export async function ask<Answer>(path: string, body: object): Promise<{ answer: Answer } | { refusal: FrontRefusal }> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (response.ok) return { answer: (await response.json()) as Answer };
    const refusal = (await response.json()) as FrontRefusal;
    const seconds = Number(response.headers.get('Retry-After')) || undefined;
    return { refusal: { ...refusal, ...(seconds ? { seconds } : {}) } };
  } catch {
    return { refusal: { message: '', reason: 'unreachable' } };
  }
}

/** The refusal in the reader's language: by its stable word where we have one, otherwise as the server said it. */
export function refusalWords(words: ReturnType<typeof frontWords>, { message, field, reason, seconds = 60 }: FrontRefusal): string {
  if (reason === 'too_many') {
    const time =
      seconds < 90
        ? fillMessage(words['front.seconds'], { count: seconds })
        : fillMessage(words['front.minutes'], { count: Math.ceil(seconds / 60) });
    return fillMessage(words['front.too_many'], { time });
  }
  const key = [`refused.${reason}`, `refused.${field}`].find((one) => one in words);
  return (key ? words[key as keyof typeof words] : message) || words['front.unreachable'];
}
