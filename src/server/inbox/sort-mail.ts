import type { Mail } from './read-mail.ts';
import { type Report, readReport } from './read-report.ts';

export type Sorted =
  | { kind: 'report'; report: Report }
  /** From a mail server, about a letter that did not arrive, in words alone. */
  | { kind: 'unread_report' }
  /** "unsubscribe TOKEN", as the mailto of List-Unsubscribe has it. */
  | { kind: 'unsubscribe'; token: string }
  | { kind: 'auto_reply' }
  /** A person wrote it, in answer to something. */
  | { kind: 'answer' }
  | { kind: 'other' };

const POSTMASTERS = /^(mailer-daemon|postmaster|mail-daemon|mdaemon)@/;
const NOBODY = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply)([+.\-_][^@]*)?@/;

/** What a mail is, by its form alone: whom and what it is about is proven elsewhere. `own` is the address that the office writes from. */
export async function sortMail(mail: Mail, own: string | null): Promise<Sorted> {
  const token = /^\s*(?:unsubscribe[\s:]+)?([\w-]{22}\.[\w-]{22})\s*$/i.exec(mail.subject)?.[1];
  if (token) return { kind: 'unsubscribe', token };
  const report = await readReport(mail);
  if (report) return { kind: 'report', report };
  const isVacation = /^auto-replied/i.test(mail.header('auto-submitted')?.trim() ?? '');
  if (!isVacation && POSTMASTERS.test(mail.from ?? '')) return { kind: 'unread_report' };
  if (isAutomatic(mail)) return { kind: 'auto_reply' };
  // What we wrote ourselves, and somebody copied to us.
  if (mail.from === null || mail.from === own) return { kind: 'other' };
  return { kind: mail.answers.length > 0 ? 'answer' : 'other' };
}

/** Whether a program wrote it, so that nothing is done about it (RFC 3834). */
function isAutomatic(mail: Mail): boolean {
  const submitted = mail.header('auto-submitted');
  return (
    (submitted !== null && !/^\s*no\b/i.test(submitted)) ||
    /^\s*(bulk|list|junk|auto_reply)\b/i.test(mail.header('precedence') ?? '') ||
    mail.header('list-id') !== null ||
    /^\s*<\s*>/.test(mail.header('return-path') ?? '') ||
    mail.header('x-autoreply') !== null ||
    mail.header('x-autorespond') !== null ||
    NOBODY.test(mail.from ?? '')
  );
}
