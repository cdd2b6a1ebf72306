import { fieldsIn } from './merge.ts';

/** Why an address is none that a letter can carry. */
export type LinkProblem = 'empty' | 'spaces' | 'scheme' | 'form' | 'placeholder' | 'field';

const PLACEHOLDER_HOST = /(^|\.)(example\.(com|org|net)|yoursite\.\w+|yourdomain\.\w+|domain\.(com|tld)|changeme\.\w+)$/i;
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$|^localhost$|^\d+(\.\d+){3}$/i;
/** Merge fields that are addresses themselves. */
const ADDRESSES = /^(links\.(unsubscribe|preferences|archive|answer)|office\.website)$/;

/** What is wrong with an address that a link, a button or a picture opens; null when nothing is. */
export function linkProblem(address: string): LinkProblem | null {
  const url = address.trim();
  if (url === '') return 'empty';
  const fields = fieldsIn(url);
  if (fields.length > 0) {
    const only = fields[0];
    return fields.length === 1 && only?.raw === url && !only.problem && ADDRESSES.test(only.name ?? '') ? null : 'field';
  }
  // Blanks, controls, and what can stand in an address only escaped.
  if (/[\s\p{Cc}<>"'`\\{}]/u.test(url)) return 'spaces';
  if (/^mailto:/i.test(url)) return /^mailto:[^@?&]+@[^@?&]+\.[^@?&]+(\?.*)?$/i.test(url) ? placeholder(url.split(/[@?]/)[1]) : 'form';
  if (/^tel:/i.test(url)) return /^tel:\+?[0-9][0-9().-]{2,30}(;ext=\d+)?$/i.test(url) ? null : 'form';
  if (!/^https?:/i.test(url)) return 'scheme';
  if (!/^https?:\/\/[^/]/i.test(url)) return 'form';
  if (!URL.canParse(url)) return 'form';
  const { hostname, username } = new URL(url);
  if (username !== '') return 'form';
  if (PLACEHOLDER_HOST.test(hostname)) return 'placeholder';
  return HOST.test(hostname) ? null : 'form';
}

const placeholder = (host: string | undefined): LinkProblem | null => (PLACEHOLDER_HOST.test(host ?? '') ? 'placeholder' : null);

/** Whether a letter may carry the address at all, placeholders included: what a link opens is never a script. */
export const isLinkable = (address: string): boolean => {
  const problem = linkProblem(address);
  return problem === null || problem === 'placeholder';
};
