import type { Report } from '../figure.ts';
import { makeCampaign, query, setStage, setStatus } from '../sending/stage.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Workers that are killed (SIGKILL) at random moments, each after the lease of the one before. */
export async function benchKills(
  report: Report,
  { letters, kills, databaseUrl }: { letters: number; kills: number; databaseUrl: string | null },
): Promise<void> {
  const stage = await setStage(databaseUrl);
  try {
    const id = await makeCampaign(stage.office, letters);
    stage.tellSink('keep');
    await setStatus(stage.office, id, 'sending');
    const held = new Map<string, number>();
    let mostHeld = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const worker = await stage.startWorker('--drain', kill * 10);
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      // In the midst of it: some letters after the last, at any moment of the next.
      const enough = (await stage.ask('count', 'count')).letters + Math.random() * ((letters / kills) * 1.5);
      while (worker.exitCode === null && (await stage.ask('count', 'count')).letters < enough) await pause(1);
      await pause(Math.random() * 20);
      worker.kill('SIGKILL');
      await ended;
      // What the mail server was told is on its way through the system for a moment longer.
      const rows = await query<{ to_address: string }>(
        stage.office,
        `select to_address from deliveries where campaign_id = $1 and status = 'waiting' and leased_until > now() + make_interval(mins => $2)`,
        [id, kill * 10],
      );
      mostHeld = Math.max(mostHeld, rows.length);
      for (const { to_address } of rows) held.set(to_address, (held.get(to_address) ?? 0) + 1);
    }
    const last = await stage.startWorker('--drain', (kills + 1) * 10);
    await new Promise((resolve) => last.once('exit', resolve));
    const messages = new Map<string, string[]>();
    for (const [to, message] of (await stage.ask('kept', 'kept')).letters) messages.set(to, [...(messages.get(to) ?? []), message]);
    const repeated = [...messages].filter(([, ids]) => ids.length > 1);
    const [sent] = await query<{ count: number }>(
      stage.office,
      `select count(*)::int as count from deliveries where campaign_id = $1 and status = 'sent'`,
      [id],
    );
    report('campaigns.kills', kills);
    report('campaigns.kills.skipped', letters - messages.size + (letters - (sent?.count ?? 0)), 0);
    report(
      'campaigns.kills.repeated',
      repeated.reduce((sum, [, ids]) => sum + ids.length - 1, 0),
    );
    report(
      'campaigns.kills.repeated_that_was_not_in_flight',
      repeated.filter(([to, ids]) => ids.length - 1 > (held.get(to) ?? 0)).length,
      0,
    );
    report('campaigns.kills.most_in_flight', mostHeld);
    report('campaigns.kills.repeated_as_another_message', repeated.filter(([, ids]) => new Set(ids).size > 1).length, 0);
  } finally {
    await stage.stop();
  }
}
