import { createHash, createPublicKey, verify } from 'node:crypto';

/** Verifies the DKIM signature of a letter as its receiver does (RFC 6376, relaxed/relaxed). Answers what is signed, or throws. */
export function verifyDkim(source: string, publicKeyOf: (name: string) => string): { domain: string; headers: string[] } {
  const split = source.indexOf('\r\n\r\n');
  const fields = source
    .slice(0, split)
    .split(/\r\n(?![ \t])/)
    .map((whole) => ({ name: whole.slice(0, whole.indexOf(':')).toLowerCase().trim(), value: whole.slice(whole.indexOf(':') + 1) }));
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) throw new Error('There is no signature.');
  const tags = new Map(
    signature.value.split(';').map((tag) => {
      const [name = '', ...value] = tag.split('=');
      return [name.trim(), value.join('=').replace(/\s+/g, '')] as const;
    }),
  );
  const tag = (name: string) => tags.get(name) ?? '';
  if (tag('v') !== '1' || tag('a') !== 'rsa-sha256' || tag('c') !== 'relaxed/relaxed') throw new Error('Another kind of signature.');

  let body = source
    .slice(split + 4)
    .split('\r\n')
    .map((line) => line.replace(/[\t ]+/g, ' ').replace(/ $/, ''))
    .join('\r\n');
  while (body.endsWith('\r\n')) body = body.slice(0, -2);
  if (createHash('sha256').update(`${body}\r\n`).digest('base64') !== tag('bh')) throw new Error('The body is not what was signed.');

  const relaxed = (value: string) =>
    value
      .replace(/\r\n/g, '')
      .replace(/[\t ]+/g, ' ')
      .replace(/^ | $/g, '');
  const left = [...fields];
  const headers = tag('h').toLowerCase().split(':');
  const hashed = headers.map((name) => {
    // From the last upwards, each once.
    const index = left.findLastIndex((field) => field.name === name);
    const [field] = index >= 0 ? left.splice(index, 1) : [];
    return field ? `${name}:${relaxed(field.value)}\r\n` : '';
  });
  const unsigned = signature.value.replace(/(;\s*b=)[^;]*/, '$1');
  const key = createPublicKey({
    key: Buffer.from(publicKeyOf(`${tag('s')}._domainkey.${tag('d')}`), 'base64'),
    format: 'der',
    type: 'spki',
  });
  const isTrue = verify(
    'sha256',
    Buffer.from(`${hashed.join('')}dkim-signature:${relaxed(unsigned)}`),
    key,
    Buffer.from(tag('b'), 'base64'),
  );
  if (!isTrue) throw new Error('The headers are not what was signed.');
  return { domain: tag('d'), headers };
}
