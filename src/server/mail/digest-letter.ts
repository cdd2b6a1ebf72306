import english from '../../../templates/email/digest.en.json' with { type: 'json' };
import spanish from '../../../templates/email/digest.es.json' with { type: 'json' };
import type { ReportKind } from '../../domain/awards/report.ts';
import {
  type Digest,
  type DigestFacts,
  type DigestNotification,
  type DigestWords,
  writeDigest,
} from '../../domain/notifications/digest.ts';
import { formatDate, formatInstant, formatMonth } from '../../domain/shared/dates.ts';
import { reportName } from '../awards/report-names.ts';
import { escapeHtml } from './letters.ts';
import type { Letter } from './transport.ts';

const words: Record<DigestFacts['locale'], DigestWords> = { en: english, es: spanish };
const tags = { en: 'en-US', es: 'es-US' };

/** What digest_facts answers: times as instants with their zone. */
type GatheredReport = {
  report: string;
  kind: ReportKind;
  is_final: boolean;
  title: string;
  award: string | null;
  due_on: string;
  days: number;
  path: string;
};
type GatheredReports = { count: number; rows: GatheredReport[] };
type GatheredReminder = DigestNotification['facts'] & {
  kind?: ReportKind;
  is_final?: boolean;
  title?: string;
  due_on?: string;
  ends_on?: string;
};
export type GatheredDigest = Omit<DigestFacts, 'events' | 'campaigns' | 'award_reports' | 'notifications'> & {
  award_reports: { own: GatheredReports & { pressing: number }; office: GatheredReports };
  notifications: (Omit<DigestNotification, 'facts' | 'reminder'> & { facts: GatheredReminder })[];
  campaigns: Omit<DigestFacts['campaigns'], 'today'> & { today: { name: string; at: string; path: string }[] };
  time_zone: string;
  events: { title: string; starts_at: string; time_zone: string; place: string | null; path: string }[];
};

/** The morning mail as a letter, in its reader's language; null when there is nothing to say. `url` is how people reach the office. */
export function writeDigestLetter(facts: GatheredDigest, url: string): Pick<Letter, 'subject' | 'text' | 'html'> | null {
  const tag = tags[facts.locale];
  const date = (on: string | null) => on && formatDate(on, tag);
  const dated = <Row extends { due_on: string | null }>(rows: Row[]) => rows.map((row) => ({ ...row, due_on: date(row.due_on) }));
  const inquiries = (found: DigestFacts['overdue']) => ({ ...found, rows: dated(found.rows) });
  const reports = ({ count, rows }: GatheredReports) => ({
    count,
    rows: rows.map((row) => ({ ...row, name: reportName(row, facts.locale), due_on: formatDate(row.due_on, tag) })),
  });
  const digest = writeDigest(
    {
      ...facts,
      overdue: inquiries(facts.overdue),
      due_today: inquiries(facts.due_today),
      ...(facts.to_acknowledge ? { to_acknowledge: inquiries(facts.to_acknowledge) } : {}),
      unassigned: facts.unassigned && inquiries(facts.unassigned),
      team_overdue: facts.team_overdue && inquiries(facts.team_overdue),
      tasks: { ...facts.tasks, rows: facts.tasks.rows.map((row) => ({ ...row, due_on: formatDate(row.due_on, tag) })) },
      events: facts.events.map(({ starts_at, time_zone, ...event }) => ({ ...event, at: formatInstant(starts_at, time_zone, tag) })),
      campaigns: {
        ...facts.campaigns,
        today: facts.campaigns.today.map((row) => ({ ...row, at: formatInstant(row.at, facts.time_zone, tag) })),
      },
      award_reports: {
        own: { ...facts.award_reports.own, ...reports(facts.award_reports.own) },
        office: reports(facts.award_reports.office),
      },
      notifications: facts.notifications.map((one) => {
        const { kind, is_final = false, title = '', due_on, ends_on } = one.facts;
        if (one.kind === 'reminded' && ends_on) return { ...one, reminder: { name: title, due_on: formatDate(ends_on, tag) } };
        return one.kind === 'reminded' && kind && due_on
          ? { ...one, reminder: { name: reportName({ kind, is_final, title }, facts.locale), due_on: formatDate(due_on, tag) } }
          : one;
      }),
      report: facts.report && { ...facts.report, month: formatMonth(facts.report.month, tag) },
    },
    words[facts.locale],
  );
  return digest && { subject: digest.subject, text: textOf(digest, url), html: htmlOf(digest, url, facts.locale) };
}

function textOf(digest: Digest, url: string): string {
  const sections = digest.sections.map(({ title, lines }) =>
    [title, ...lines.map((line) => `- ${line.text}\n  ${url}${line.path}`)].join('\n'),
  );
  return [digest.greeting, ...sections, `${digest.open}: ${url}/`, digest.foot].join('\n\n');
}

function htmlOf(digest: Digest, url: string, language: string): string {
  const link = (path: string, text: string) => `<a href="${escapeHtml(url + path)}" style="color:#1D5287">${escapeHtml(text)}</a>`;
  const sections = digest.sections.map(
    ({ title, lines }) =>
      `<h2 style="margin:20px 0 8px;font-size:16px;line-height:24px">${escapeHtml(title)}</h2><ul style="margin:0;padding:0 0 0 18px">${lines
        .map((line) => `<li style="margin:0 0 6px">${link(line.path, line.text)}</li>`)
        .join('')}</ul>`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(digest.subject)}</title></head><body style="margin:0;padding:24px;background:#F6F5F1;color:#18212B;font:16px/24px 'Public Sans',Arial,sans-serif"><div style="max-width:600px;margin:0 auto;padding:24px;background:#FFFFFF;border-radius:8px"><p style="margin:0">${escapeHtml(digest.greeting)}</p>${sections.join('')}<p style="margin:24px 0 0">${link('/', digest.open)}</p><p style="margin:16px 0 0;color:#4B5867;font-size:13px">${escapeHtml(digest.foot)}</p></div></body></html>`;
}
