import { Resolver } from 'node:dns/promises';
import { type Check, ok, skip, warn } from '../check.ts';

type ReadTexts = (name: string) => Promise<string[]>;

/** What the domain says in DNS of who may send for it: without it letters land among the unwanted. */
export const mailNames: Check = {
  name: 'mail names',
  isSlow: true,
  run: async ({ config: { mail } }) => {
    const domain = /@([^@>\s]+)>?$/.exec(mail?.from ?? '')?.[1];
    if (!mail || !domain) return skip('SPF and DKIM were not looked at: E-mail is not set up.');
    const resolver = new Resolver({ timeout: 3_000, tries: 1 });
    return judgeNames(domain, mail.dkimSelector ?? null, async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join('')));
  },
};

const isNothing = (error: unknown): boolean => ['ENODATA', 'ENOTFOUND'].includes((error as { code?: string }).code ?? '');

/** `read` rejects with ENODATA or ENOTFOUND when there is nothing, otherwise when DNS does not answer. */
export async function judgeNames(domain: string, selector: string | null, read: ReadTexts) {
  const textsOf = (name: string) =>
    read(name).catch((error) => {
      if (isNothing(error)) return [];
      throw error;
    });
  try {
    const spf = (await textsOf(domain)).filter((text) => /^v=spf1( |$)/i.test(text));
    const dmarc = (await textsOf(`_dmarc.${domain}`)).some((text) => /^v=DMARC1/i.test(text));
    const dkim =
      selector === null ? null : (await textsOf(`${selector}._domainkey.${domain}`)).some((text) => /(^|;)\s*p=[A-Za-z0-9+/=]+/.test(text));
    const lacks = [
      ...(spf.length === 0
        ? [`${domain} has no SPF record (v=spf1 …)`]
        : spf.length > 1
          ? [`${domain} has ${spf.length} SPF records, and only one is allowed`]
          : []),
      ...(dkim === false ? [`${selector}._domainkey.${domain} has no DKIM key`] : []),
      ...(dmarc ? [] : [`_dmarc.${domain} has no DMARC record`]),
    ];
    const unknown = dkim === null ? ' Set DKIM_SELECTOR to have the DKIM key looked at too.' : '';
    if (lacks.length > 0)
      return warn(`${lacks.join('; ')}: letters may land among the unwanted. Ask whoever keeps the city's DNS.${unknown}`);
    return ok(`${domain} says who may send for it.${unknown}`);
  } catch {
    return skip(`DNS did not answer, so SPF and DKIM of ${domain} were not looked at. Run this where DNS can be asked.`);
  }
}
