import { readFile } from 'node:fs/promises';
import { percentile, type Report } from '../figure.ts';
import { type ServedOffice, scratchFolder, serveOffice } from '../served-office.ts';

const SCREENS = 50;
const IDLE_SECONDS = 30;

/** What fifty open screens cost the server while nothing happens, and how soon all of them hear of a change. */
export async function benchLive(report: Report): Promise<void> {
  const { folder, remove } = await scratchFolder();
  const office = await serveOffice(['--demo'], { ROTUNDA_DATA: folder, PORT: '0' });
  try {
    await office.untilSaid('Stop with Ctrl+C');
    const { publishable_key: key } = (await (await fetch(`${office.url}/config.json`)).json()) as { publishable_key: string };
    const tokens = await signInAll(office, key);
    await pause(5000);
    report('live.idle_without_screens.cpu_percent', await cpuPercent(office.pid, IDLE_SECONDS));
    const heard: (() => void)[] = [];
    const ends: (() => void)[] = [];
    for (let n = 0; n < SCREENS; n++) ends.push(await openScreen(office.url, key, tokens[n % tokens.length] ?? '', () => heard[n]?.()));
    await pause(2000);
    report('live.idle_50_screens.cpu_percent', await cpuPercent(office.pid, IDLE_SECONDS), 5);
    const times: number[] = [];
    const topic = await firstTopic(office.url, key, tokens[1] ?? '');
    for (let round = 0; round < 10; round++) {
      const all = Promise.all(Array.from({ length: SCREENS }, (_, n) => new Promise<void>((resolve) => (heard[n] = resolve))));
      const start = performance.now();
      await post(office.url, key, tokens[1] ?? '', { subject: `Heard by all ${round}`, channel: 'phone', topic_id: topic });
      await all;
      times.push(performance.now() - start);
      await pause(300);
    }
    report('live.told_to_all_50.p95_ms', percentile(times, 0.95), 1000);
    for (const end of ends) end();
  } finally {
    await office.stop();
    await remove();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A token for each role of the sample office. */
async function signInAll(office: ServedOffice, key: string): Promise<string[]> {
  const people = [...office.output().matchAll(/^ {2}\w+ +(\S+@\S+) +(\S+)$/gm)];
  return Promise.all(
    people.map(async ([, email, password]) => {
      const answer = await fetch(`${office.url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: key, 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    }),
  );
}

async function openScreen(url: string, key: string, token: string, onChange: () => void): Promise<() => void> {
  const stop = new AbortController();
  const response = await fetch(`${url}/live`, { headers: { apikey: key, authorization: `Bearer ${token}` }, signal: stop.signal });
  if (!response.ok || !response.body) throw new Error(`A screen could not listen: ${response.status}`);
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) if (decoder.decode(chunk).includes('"inquiries"')) onChange();
  })().catch(() => {});
  return () => stop.abort();
}

async function firstTopic(url: string, key: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/rest/v1/topics?select=id&limit=1`, { headers: { apikey: key, authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { id: string }[])[0]?.id ?? '';
}

async function post(url: string, key: string, token: string, row: object): Promise<void> {
  const answer = await fetch(`${url}/rest/v1/inquiries`, {
    method: 'POST',
    headers: { apikey: key, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(row),
  });
  if (!answer.ok) throw new Error(`The inquiry was not taken: ${answer.status} ${await answer.text()}`);
}

/** How much of one core a process uses over some seconds, as Linux counts it in hundredths of a second. */
async function cpuPercent(pid: number, seconds: number): Promise<number> {
  const ticks = async () => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = await ticks();
  await pause(seconds * 1000);
  return ((await ticks()) - before) / seconds;
}
