import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { judgeAge } from '../../../src/server/doctor/checks/backup.ts';
import { judgeSkew } from '../../../src/server/doctor/checks/clock.ts';
import { configuration } from '../../../src/server/doctor/checks/configuration.ts';
import { judgeSpace } from '../../../src/server/doctor/checks/disk.ts';
import { judgeNames } from '../../../src/server/doctor/checks/mail-names.ts';
import { judgeMigrations } from '../../../src/server/doctor/checks/migrations.ts';
import { judgeQueue } from '../../../src/server/doctor/checks/queue.ts';
import { judgeVersions } from '../../../src/server/doctor/checks/versions.ts';

const HOUR = 3_600_000;
const GB = 1024 ** 3;

test('a full disk fails, a filling one warns', () => {
  expect([judgeSpace(100 * 1024 ** 2).state, judgeSpace(GB).state, judgeSpace(50 * GB).state]).toEqual(['fail', 'warn', 'ok']);
});

test('clocks that are apart are told with the direction and the way out', () => {
  expect(judgeSkew(90_000)).toEqual({
    state: 'fail',
    message: "This machine's clock is 90 seconds ahead of the database's. Sign-ins may fail. Set both by a time server (NTP).",
  });
  expect([judgeSkew(-10_000).state, judgeSkew(400).state]).toEqual(['warn', 'ok']);
});

test('a backup that is missing is fine on the first day and fails later; an old one warns, then fails', () => {
  expect([judgeAge(null, HOUR).state, judgeAge(null, 100 * HOUR).state]).toEqual(['ok', 'fail']);
  expect([judgeAge(3 * HOUR, 0).state, judgeAge(40 * HOUR, 0).state, judgeAge(8 * 24 * HOUR, 0).state]).toEqual(['ok', 'warn', 'fail']);
});

test('migrations that wait, and a database of a newer program, fail with what to run', () => {
  expect(judgeMigrations(['1', '2'], ['1', '2'], false).state).toBe('ok');
  expect(judgeMigrations(['1', '2'], ['1'], false)).toEqual({
    state: 'fail',
    message: '1 migration waits. Restart the office: npm start applies them.',
  });
  expect(judgeMigrations(['1', '2'], ['1'], true).message).toContain('npx supabase db push');
  expect(judgeMigrations(['1', '2'], ['1', '2', '3'], false).message).toContain('newer version');
});

test('a worker that is gone fails, a slow one and a failing job warn', () => {
  const well = { workers: 1, worker_seen_seconds: 3, queue_waiting: 0, queue_oldest_seconds: null, jobs_failing: 0, failing: [] };
  expect(judgeQueue(well)).toEqual({ state: 'ok', message: 'A worker is at work; 0 jobs wait.' });
  expect(judgeQueue({ ...well, workers: 0, worker_seen_seconds: 600 }).message).toContain('for 10 minutes');
  expect(judgeQueue({ ...well, queue_oldest_seconds: 2000 }).state).toBe('warn');
  expect(judgeQueue({ ...well, jobs_failing: 1, failing: ['office.backup'] }).message).toContain('office.backup');
});

test('old versions of Node and PostgreSQL fail', () => {
  expect([judgeVersions('20.1.0', null).state, judgeVersions('24.1.0', 140005).state]).toEqual(['fail', 'fail']);
  expect(judgeVersions('24.21.0', 150007)).toMatchObject({ state: 'ok', message: expect.stringContaining('PostgreSQL 15.7') });
});

describe('how people reach the office', () => {
  const judge = async (env: Record<string, string>) => {
    const found = await configuration.run({
      config: readConfig(env),
      office: null,
      reason: null,
      pulse: null,
      isServing: true,
      now: new Date(),
    });
    return found.state;
  };
  test.each([
    [{ PUBLIC_URL: 'https://office.city.gov', TRUST_PROXY: '1' }, 'ok'],
    [{ PUBLIC_URL: 'https://office.city.gov' }, 'warn'],
    [{ PUBLIC_URL: 'http://office.city.gov' }, 'warn'],
    [{ PUBLIC_URL: 'https://city.gov/office', TRUST_PROXY: '1' }, 'fail'],
    [{ PUBLIC_URL: 'office' }, 'fail'],
    [{ HOST: '0.0.0.0' }, 'warn'],
    [{}, 'warn'],
  ])('%o is %s', async (env, state) => {
    expect(await judge(env as Record<string, string>)).toBe(state);
  });
});

describe('what DNS says of letters', () => {
  const gone = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const zone = (texts: Record<string, string[]>) => async (name: string) => {
    if (!texts[name]) throw gone;
    return texts[name];
  };
  const whole = {
    'city.gov': ['v=spf1 include:mail.city.gov -all', 'other'],
    '_dmarc.city.gov': ['v=DMARC1; p=quarantine'],
    'a._domainkey.city.gov': ['v=DKIM1; k=rsa; p=MIGf'],
  };
  test('is in order when SPF, DKIM and DMARC are there', async () => {
    expect(await judgeNames('city.gov', 'a', zone(whole))).toEqual({ state: 'ok', message: 'city.gov says who may send for it.' });
  });
  test('names each record that is missing, or there twice', async () => {
    const found = await judgeNames('city.gov', 'b', zone({ 'city.gov': ['v=spf1 -all', 'v=spf1 ~all'] }));
    expect(found).toMatchObject({ state: 'warn' });
    for (const words of ['2 SPF records', 'b._domainkey.city.gov has no DKIM key', '_dmarc.city.gov has no DMARC record'])
      expect(found.message).toContain(words);
  });
  test('is skipped, and says so, when DNS does not answer', async () => {
    const found = await judgeNames('city.gov', null, () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })));
    expect(found).toMatchObject({ state: 'skip', message: expect.stringContaining('DNS did not answer') });
  });
});
