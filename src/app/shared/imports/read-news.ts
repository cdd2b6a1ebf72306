import type { ImportNews } from '../../../domain/imports/file-import.ts';

/** News of the server, one JSON line each, as they come. */
export async function* readNews(body: ReadableStream<Uint8Array>): AsyncGenerator<ImportNews> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
  let left = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (left + value).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) if (line) yield JSON.parse(line) as ImportNews;
  }
}
