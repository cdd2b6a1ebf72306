import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Message = { join: string | null; ref: string | null; topic: string; event: string; payload: Record<string, unknown> };

/** As much of Supabase Realtime as a private broadcast channel needs: joins are written down, and answered as told. */
export async function startPhoenix(mayJoin: (token: unknown) => boolean) {
  const joins: Message[] = [];
  const sockets = new Set<Socket>();
  let joined: { socket: Socket; topic: string; join: string | null } | null = null;
  const server = http.createServer();
  server.on('upgrade', (request, socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let text = takeFrame(); text !== null; text = takeFrame()) if (text) answer(socket, text);
    });
    /** One masked text frame; '' for a frame of another kind; null while it is not whole. */
    function takeFrame(): string | null {
      const [first = 0, second = 0] = bytes;
      let length = second & 127;
      let at = 2;
      if (length === 126) {
        length = bytes.length >= 4 ? bytes.readUInt16BE(2) : Number.POSITIVE_INFINITY;
        at = 4;
      }
      if (bytes.length < at + 4 + length) return null;
      const mask = bytes.subarray(at, at + 4);
      const data = Buffer.from(bytes.subarray(at + 4, at + 4 + length).map((byte, n) => byte ^ (mask[n % 4] ?? 0)));
      bytes = bytes.subarray(at + 4 + length);
      return (first & 15) === 1 ? data.toString() : '';
    }
  });

  function answer(socket: Socket, text: string) {
    const [join, ref, topic, event, payload] = JSON.parse(text) as [string | null, string | null, string, string, Record<string, unknown>];
    const reply = (status: 'ok' | 'error', response: object) => send(socket, [join, ref, topic, 'phx_reply', { status, response }]);
    if (event !== 'phx_join') return reply('ok', {});
    joins.push({ join, ref, topic, event, payload });
    if (!mayJoin(payload.access_token)) return reply('error', { reason: 'You do not have permissions to read from this Channel topic' });
    joined = { socket, topic, join };
    reply('ok', { postgres_changes: [] });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    joins,
    /** What `realtime.send` in the database makes of a message. */
    broadcast(event: string, payload: object) {
      if (!joined) throw new Error('Nobody has joined.');
      send(joined.socket, [joined.join, null, joined.topic, 'broadcast', { type: 'broadcast', event, payload }]);
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function send(socket: Socket, message: unknown[]): void {
  const data = Buffer.from(JSON.stringify(message));
  const head = data.length < 126 ? Buffer.from([0x81, data.length]) : Buffer.from([0x81, 126, data.length >> 8, data.length & 255]);
  socket.write(Buffer.concat([head, data]));
}
