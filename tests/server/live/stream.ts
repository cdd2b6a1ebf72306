/** A screen's ear: the events of one open stream, as they come. */
export type Ear = { status: number; heard: object[]; next: (count?: number) => Promise<object[]>; ended: Promise<void>; close: () => void };

/** Opens the stream of an office that is served, with a token or without. */
export async function openEar(url: string, key: string, token?: string): Promise<Ear> {
  const stop = new AbortController();
  const response = await fetch(`${url}/live`, {
    headers: { apikey: key, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    signal: stop.signal,
  });
  const heard: object[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const one of waiting) one();
  };
  const ended = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) if (part.startsWith('data: ')) heard.push(JSON.parse(part.slice(6)) as object);
        wake();
      }
    } catch {
      // Closed by this side, or cut by the other: over either way.
    }
  })();
  return {
    status: response.status,
    heard,
    /** Waits until that many events are there, and answers them; a test's time limit is the limit. */
    next: async (count = 1) => {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          const done = () => {
            waiting.delete(done);
            resolve();
          };
          waiting.add(done);
        });
      }
      return heard;
    },
    ended,
    close: () => stop.abort(),
  };
}
