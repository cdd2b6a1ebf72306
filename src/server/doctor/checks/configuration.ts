import { type Check, fail, ok, warn } from '../check.ts';

const LOOPBACK = /^(127\.|localhost$|::1$|\[::1\]$)/;

/** How people reach the office, and whether that is safe. */
export const configuration: Check = {
  name: 'configuration',
  run: async ({ config: { publicUrl, host, port, trustProxy } }) => {
    if (publicUrl !== null && (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol)))
      return fail(`PUBLIC_URL is "${publicUrl}", which is no address. Set it to one such as https://office.city.gov.`);
    if (!LOOPBACK.test(host))
      return warn(
        `The server listens on ${host}, so the network reaches it without encryption. Put a proxy with TLS in front and set HOST=127.0.0.1.`,
      );
    if (publicUrl === null)
      return warn(`PUBLIC_URL is not set: links in letters point to http://${host}:${port}. Set it to the address people use.`);
    const url = new URL(publicUrl);
    if (url.pathname !== '/' || url.search || url.hash)
      return fail('PUBLIC_URL must be an address without a path: the office stands at the root.');
    if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
      return warn('PUBLIC_URL begins with http://: passwords would cross the network unencrypted. Use https:// and a proxy with TLS.');
    if (url.protocol === 'https:' && !trustProxy)
      return warn('PUBLIC_URL is https, so a proxy stands in front: set TRUST_PROXY=1, or limits on attempts count everybody as one.');
    return ok(`People reach the office at ${publicUrl}.`);
  },
};
