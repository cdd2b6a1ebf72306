import { expect, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { judgeMailbox, mailbox } from '../../../src/server/doctor/checks/mailbox.ts';

const pulse = { looked_seconds: 30, failing_seconds: null, lately: { bounce: 3, other: 1 } };
const patient = (env: Record<string, string>) => ({
  config: readConfig(env),
  office: null,
  reason: null,
  pulse: null,
  isServing: true,
  now: new Date(),
});

test('a mailbox that is read says when and how much it held', () => {
  expect(judgeMailbox(pulse, true)).toEqual({
    state: 'ok',
    message: 'The mailbox was read a moment ago; 4 mails within a day, 1 of them left for a person.',
  });
});
test.each([
  [{ ...pulse, looked_seconds: null }, 'was never read'],
  [{ ...pulse, looked_seconds: 3600 }, 'last read 60 minutes ago'],
  [{ ...pulse, lately: { failed: 2 } }, '2 mails of the last day could not be taken'],
])('what is wrong with it is a warning', (found, message) => {
  expect(judgeMailbox(found, true)).toMatchObject({ state: 'warn', message: expect.stringContaining(message) });
});
test('without a worker at work nobody expects it to be read', () => {
  expect(judgeMailbox({ ...pulse, looked_seconds: null }, false).state).toBe('ok');
});
test('without a mailbox it is left out, or said that nobody reads the reports', async () => {
  expect((await mailbox.run(patient({}))).state).toBe('skip');
  expect(await mailbox.run(patient({ BOUNCE_ADDRESS: 'bounces@city.example' }))).toMatchObject({
    state: 'warn',
    message: expect.stringContaining('nobody reads them'),
  });
  expect((await mailbox.run(patient({ BOUNCE_ADDRESS: 'bounces@city.example', HOOK_SECRET: 'twenty letters or more' }))).state).toBe('ok');
});
test('a mailbox that does not answer is a failure with what to do', async () => {
  const found = await mailbox.run(patient({ IMAP_URL: 'imap://a:b@127.0.0.1:9/INBOX' }));
  expect(found).toMatchObject({
    state: 'fail',
    message: expect.stringMatching(/127\.0\.0\.1:9 does not answer by IMAP.*Check IMAP_URL\.$/),
  });
});
test.each(['imap.city.gov', 'imaps://mail.city.gov', 'https://a:b@mail.city.gov', 'imaps://a@mail.city.gov'])(
  'IMAP_URL "%s" is refused',
  (url) => {
    expect(() => readConfig({ IMAP_URL: url })).toThrow('IMAP_URL must be an address');
  },
);
test('a short HOOK_SECRET is refused', () => {
  expect(() => readConfig({ HOOK_SECRET: 'short' })).toThrow('20 characters');
});
