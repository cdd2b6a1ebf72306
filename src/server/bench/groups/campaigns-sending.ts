import type { ChildProcess } from 'node:child_process';
import { type ClaimedLetter, letterTo, outgoingOf } from '../../campaigns/outgoing.ts';
import { CONNECTIONS_FOR_MANY } from '../../mail/send.ts';
import type { Report } from '../figure.ts';
import type { BareJob } from '../sending/bare.ts';
import { childOf, heardFrom, makeCampaign, query, type Stage, setStage, setStatus } from '../sending/stage.ts';

const MIB = 1024 * 1024;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Letters a second with one worker and with two, beside what a bare pool sends in the same run; and who waits meanwhile. */
export async function benchSending(
  report: Report,
  { letters, databaseUrl }: { letters: number; databaseUrl: string | null },
): Promise<void> {
  const stage = await setStage(databaseUrl);
  try {
    const samples = await samplesOf(stage);
    const bare = () => bareRate(stage, samples, Math.min(20_000, letters));
    const before = await bare();
    const one = await run(stage, letters, 1, await waitingPeople(stage));
    const between = await bare();
    const two = await run(stage, letters, 2, null);
    const after = await bare();
    const compared = (before + between + after) / 3;
    report('campaigns.bare_pool.per_s', compared);
    report('campaigns.one_worker.per_s', one.perSecond);
    report('campaigns.one_worker.of_bare', one.perSecond / ((before + between) / 2), 0.8, { atLeast: true });
    report('campaigns.two_workers.per_s', two.perSecond);
    report('campaigns.two_workers.of_bare', two.perSecond / ((between + after) / 2), 1.4, { atLeast: true });
    report('campaigns.letter_kb', samples.reduce((sum, { text, html }) => sum + text.length + html.length, 0) / samples.length / 1024);
    report('campaigns.first_letter_to_one.worst_s', Math.max(...one.waited) / 1000, 2);
  } finally {
    await stage.stop();
  }
}

/** What a worker holds, from the ten-thousandth letter to the last. */
export async function benchMemory(
  report: Report,
  { letters, databaseUrl }: { letters: number; databaseUrl: string | null },
): Promise<void> {
  const stage = await setStage(databaseUrl);
  try {
    const { memory } = await run(stage, letters, 2, null);
    const largest = Math.max(...memory.map(({ bytes }) => bytes));
    const medianWhere = (from: number, to: number) => {
      const found = memory.filter(({ sent }) => sent >= from && sent <= to).map(({ bytes }) => bytes);
      return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;
    };
    const early = Math.min(10_000, letters / 5);
    report('campaigns.memory.largest_mb', largest / MIB, 400);
    report('campaigns.memory.growth_mb', (medianWhere(letters * 0.9, letters) - medianWhere(early, early * 2)) / MIB, 60);
  } finally {
    await stage.stop();
  }
}

/** Letters as the workers write them, for the bare pool to send. */
async function samplesOf({ office }: Stage): Promise<BareJob['samples']> {
  const id = await makeCampaign(office, 100);
  await setStatus(office, id, 'sending');
  const { data, error } = await office.backend.service.rpc('claim_campaign_deliveries', { p_worker: 'bench', p_limit: 100 });
  if (error) throw error;
  const claimed = data as unknown as ClaimedLetter[];
  const written = await Promise.all(claimed.map(async (one) => letterTo(office, await outgoingOf(office, one), one)));
  await setStatus(office, id, 'cancelled');
  return written.map(({ subject, text, html = '', headers = {}, list }) => ({
    subject,
    text,
    html,
    headers: {
      ...headers,
      'List-Id': `${list?.name} <${list?.id}>`,
      'List-Unsubscribe': (list?.leave ?? []).map((url) => `<${url}>`).join(', '),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
  }));
}

async function bareRate({ port, keyFile }: Stage, samples: BareJob['samples'], letters: number): Promise<number> {
  const child = childOf('bare.ts');
  const done = heardFrom<{ seconds: number }>(child, ({ seconds }) => seconds > 0);
  child.send({ port, keyFile, connections: CONNECTIONS_FOR_MANY, letters, samples } satisfies BareJob);
  const { seconds } = await done;
  child.kill();
  return letters / seconds;
}

type Run = { perSecond: number; memory: { sent: number; bytes: number }[]; waited: number[] };

async function run(stage: Stage, letters: number, workers: number, ask: (() => Promise<void>) | null): Promise<Run> {
  const { office } = stage;
  const id = await makeCampaign(office, letters);
  const children: ChildProcess[] = [];
  const memory: Run['memory'] = [];
  let sent = 0;
  for (let n = 0; n < workers; n++) {
    const child = await stage.startWorker('--work');
    child.on('message', (message: { kind: string; bytes: number }) => {
      if (message.kind === 'memory') memory.push({ sent, bytes: message.bytes });
    });
    children.push(child);
  }
  // What a new office does in its first night is not what is measured.
  for (let quiet = 0; quiet < 3; ) {
    const [jobs] = await query<{ count: number }>(office, 'select count(*)::int as count from private.jobs where finished_at is null');
    quiet = jobs?.count === 0 ? quiet + 1 : 0;
    await pause(300);
  }
  stage.tellSink('reset');
  const waited: number[] = [];
  const people = ask ? askNowAndThen(stage, ask, waited) : null;
  const started = performance.now();
  await setStatus(office, id, 'sending');
  while (sent < letters) {
    await pause(100);
    sent = (await stage.ask('count', 'count')).letters - waited.length;
  }
  const perSecond = letters / ((performance.now() - started) / 1000);
  await people?.stop();
  for (let status = ''; status !== 'sent'; await pause(100)) {
    status = (await query<{ status: string }>(office, 'select status from campaigns where id = $1', [id]))[0]?.status ?? '';
  }
  const [rows] = await query<{ count: number }>(
    office,
    `select count(*)::int as count from deliveries where campaign_id = $1 and status = 'sent'`,
    [id],
  );
  if (rows?.count !== letters) throw new Error(`${rows?.count} of ${letters} letters are recorded as sent.`);
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.send('stop');
    await ended;
  }
  return { perSecond, memory, waited };
}

/** Somebody registers for an event and waits for the letter. */
async function waitingPeople({ office }: Stage): Promise<() => Promise<void>> {
  const [event] = await query<{ id: string }>(
    office,
    `insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', 'confirmed', now() + interval '90 days', now() + interval '91 days') returning id`,
  );
  let nth = 0;
  return async () => {
    await query(office, `insert into registrations (event_id, name, email) values ($1, 'P', $2)`, [event?.id, `watched${++nth}@mail.test`]);
  };
}

function askNowAndThen(stage: Stage, ask: () => Promise<void>, waited: number[]): { stop: () => Promise<void> } {
  let isOver = false;
  let askedAt = 0;
  let heard: () => void = () => {};
  stage.onWatched((_to, at) => {
    waited.push(at - askedAt);
    heard();
  });
  const loop = async () => {
    while (!isOver) {
      const answered = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await ask();
      askedAt = Date.now();
      await answered;
      await pause(1000);
    }
  };
  const ended = loop().catch((error: unknown) => {
    if (!isOver) throw error;
  });
  ended.catch(() => {});
  return {
    stop: async () => {
      isOver = true;
      await ended;
    },
  };
}
