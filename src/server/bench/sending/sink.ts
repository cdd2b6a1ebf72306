import { createServer } from 'node:net';

// A mail server that takes everything, in a process of its own: it counts, and tells what it was asked to watch.
export type SinkSays =
  | { kind: 'ready'; port: number }
  | { kind: 'count'; letters: number }
  | { kind: 'watched'; to: string; at: number }
  | { kind: 'kept'; letters: [to: string, messageId: string][] };
export type SinkHears = { ask: 'count' } | { ask: 'kept' } | { ask: 'keep' } | { ask: 'reset' };

const END = Buffer.from('\r\n.\r\n');
let letters = 0;
let isKeeping = false;
let kept: [string, string][] = [];
const say = (what: SinkSays) => process.send?.(what);

const server = createServer({ noDelay: true }, (socket) => {
  let to = '';
  let commands = '';
  /** Null while commands come; then the letter so far: all of it where it is kept, otherwise its last five bytes. */
  let letter: Buffer | null = null;
  const answer = (line: string) => socket.write(`${line}\r\n`);
  socket.on('error', () => {});
  answer('220 sink.test ESMTP');
  const take = (whole: Buffer) => {
    letters++;
    if (isKeeping) kept.push([to, /^Message-ID: (\S+)/im.exec(whole.toString('latin1', 0, 4096))?.[1] ?? '']);
    if (to.startsWith('watched')) say({ kind: 'watched', to, at: Date.now() });
    letter = null;
    answer('250 2.0.0 Taken');
  };
  socket.on('data', (chunk) => {
    if (letter !== null) {
      letter = Buffer.concat([isKeeping ? letter : letter.subarray(-5), chunk]);
      if (letter.subarray(-5).equals(END)) take(letter);
      return;
    }
    commands += chunk.toString('latin1');
    for (let end = commands.indexOf('\r\n'); end >= 0; end = commands.indexOf('\r\n')) {
      const line = commands.slice(0, end);
      commands = commands.slice(end + 2);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') answer('250-sink.test\r\n250 8BITMIME');
      else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n');
      else if (verb === 'DATA') {
        letter = Buffer.alloc(0);
        answer('354 Go on');
      } else {
        if (verb === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        answer('250 2.1.0 Well');
      }
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) say({ kind: 'ready', port: address.port });
});
process.on('message', ({ ask }: SinkHears) => {
  if (ask === 'count') say({ kind: 'count', letters });
  else if (ask === 'kept') say({ kind: 'kept', letters: kept });
  else if (ask === 'keep') isKeeping = true;
  else {
    letters = 0;
    kept = [];
  }
});
process.on('disconnect', () => process.exit());
