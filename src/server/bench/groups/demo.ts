import { buildIfStale } from '../../commands/build.ts';
import type { Report } from '../figure.ts';
import { scratchFolder, serveOffice } from '../served-office.ts';

/** How long a person waits for the sample office: on an empty folder, and the next day. The app's build is part of the first. */
export async function benchDemo(report: Report): Promise<void> {
  const { folder, remove } = await scratchFolder();
  const environment = { ROTUNDA_DATA: folder, PORT: '0' };
  try {
    const { rm } = await import('node:fs/promises');
    await rm(new URL('../../../../dist/.built-from', import.meta.url), { force: true });
    const first = await serveOffice(['--demo'], environment);
    report('demo.first.answers_s', first.answeredAfter / 1000, 30);
    await first.untilSaid('Stop with Ctrl+C');
    report('demo.first.ready_s', (performance.now() - first.startedAt) / 1000);
    await first.stop();
    const again = await serveOffice(['--demo'], environment);
    report('demo.again.answers_s', again.answeredAfter / 1000, 4);
    await again.stop();
  } finally {
    await remove();
    await buildIfStale(() => {});
  }
}
