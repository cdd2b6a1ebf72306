import path from 'node:path';

/** Where the database is: in our own folder, on a PostgreSQL server, or on hosted Supabase. */
export type BackendChoice =
  | { kind: 'embedded' }
  | { kind: 'postgres'; databaseUrl: string }
  | { kind: 'hosted'; supabaseUrl: string; publishableKey: string; secretKey: string };

/** How letters leave: `smtp://user:password@host:port` or `smtps://…`, and who they are from. */
export type MailConfig = {
  smtpUrl: string;
  from: string;
  /** Which DKIM key of the domain letters are signed with, for the doctor to look at. */
  dkimSelector?: string | null;
  /** The key that we sign with ourselves; null where the mail server signs. */
  dkim?: DkimConfig | null;
};
/** Signing by RFC 6376: the domain that signs, and the file of the private key (PEM, RSA). */
export type DkimConfig = { domain: string; selector: string; keyFile: string };

/** The mailbox that reports and answers come to: `imaps://user:password@host:993/INBOX`. */
export type ImapConfig = { host: string; port: number; isSecure: boolean; user: string; password: string; folder: string };

export type SingleSignOn = { kind: 'saml' | 'oidc'; name: string; label: string };

export type Config = {
  backend: BackendChoice;
  /** Null when the office sends no e-mail. */
  mail: MailConfig | null;
  /** Where letters that do not arrive are reported, each under an address of its own; null when nobody reads reports. */
  bounceAddress: string | null;
  /** Where people answer letters about an inquiry, each under an address of its own that comes to the mailbox; null when none does. */
  replyAddress: string | null;
  /** Null when nobody reads a mailbox. */
  imap: ImapConfig | null;
  /** What a mail provider says to prove that it is the one that reports bounces; null when none does. */
  hookSecret: string | null;
  /** True behind a proxy of ours: then X-Forwarded-For says where a request comes from. */
  trustProxy: boolean;
  /** When a session ends: after so many hours without use, and after so many in all. Hosted Supabase has its own settings. */
  session: { idleHours: number; hours: number };
  /** The city's own sign-in, through hosted Supabase: a SAML domain or an OIDC provider, and what its button says. */
  singleSignOn: SingleSignOn | null;
  /** Folder of the embedded database, files, secrets and backups; absolute. */
  dataFolder: string;
  host: string;
  port: number;
  /** False when a port was asked for by name: then a taken port is an error instead of a reason to try the next one. */
  portMayMove: boolean;
  /** Where Prometheus reads numbers; null when nobody does. */
  metrics: { host: string; port: number } | null;
  /** How people reach the office, without a trailing slash; null until the server listens. */
  publicUrl: string | null;
};

/** A mistake in the environment or on the command line, told in one sentence; the program ends with it, without a stack. */
export class ConfigError extends Error {}

/**
 * Reads the environment: the only place that does. Unset means the embedded office in `./data` on 127.0.0.1:4310.
 * @throws ConfigError when something is set that cannot be meant.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const port = Number(env.PORT ?? 4310);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`PORT must be a number from 0 to 65535, not "${env.PORT}".`);
  return {
    backend: readBackend(env),
    mail: readMail(env),
    bounceAddress: readPlusAddress('BOUNCE_ADDRESS', 'bounces', env.BOUNCE_ADDRESS),
    replyAddress: readPlusAddress('REPLY_ADDRESS', 'office', env.REPLY_ADDRESS),
    imap: readImap(env.IMAP_URL),
    hookSecret: readHookSecret(env.HOOK_SECRET),
    trustProxy: readSwitch('TRUST_PROXY', env.TRUST_PROXY),
    session: {
      idleHours: readHours('SESSION_IDLE_HOURS', env.SESSION_IDLE_HOURS, 72),
      hours: readHours('SESSION_HOURS', env.SESSION_HOURS, 720),
    },
    singleSignOn: readSingleSignOn(env),
    dataFolder: path.resolve(env.ROTUNDA_DATA ?? 'data'),
    host: env.HOST ?? '127.0.0.1',
    port,
    portMayMove: env.PORT === undefined,
    metrics: readMetrics(env),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
  };
}

function readMetrics({ METRICS_PORT, METRICS_HOST }: Record<string, string | undefined>): Config['metrics'] {
  if (METRICS_PORT === undefined || METRICS_PORT === '') return null;
  const port = Number(METRICS_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`METRICS_PORT must be a number from 0 to 65535, not "${METRICS_PORT}".`);
  return { host: METRICS_HOST ?? '127.0.0.1', port };
}

function readBackend(env: Record<string, string | undefined>): BackendChoice {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, DATABASE_URL } = env;
  if (SUPABASE_URL) {
    if (!SUPABASE_PUBLISHABLE_KEY || !SUPABASE_SECRET_KEY) {
      throw new ConfigError('SUPABASE_URL is set: set SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY too.');
    }
    return {
      kind: 'hosted',
      supabaseUrl: SUPABASE_URL.replace(/\/+$/, ''),
      publishableKey: SUPABASE_PUBLISHABLE_KEY,
      secretKey: SUPABASE_SECRET_KEY,
    };
  }
  if (DATABASE_URL) {
    if (!/^postgres(ql)?:\/\//.test(DATABASE_URL)) throw new ConfigError('DATABASE_URL must begin with postgres://.');
    return { kind: 'postgres', databaseUrl: DATABASE_URL };
  }
  return { kind: 'embedded' };
}

function readMail(env: Record<string, string | undefined>): MailConfig | null {
  const { SMTP_URL, MAIL_FROM, DKIM_SELECTOR } = env;
  if (!SMTP_URL) return null;
  if (!URL.canParse(SMTP_URL) || !/^smtps?:\/\/[^/]/.test(SMTP_URL))
    throw new ConfigError(
      'SMTP_URL must be an address such as smtps://user:password@mail.city.gov:465; write signs in the password as %40.',
    );
  if (!MAIL_FROM || !/^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(MAIL_FROM.trim()))
    throw new ConfigError('SMTP_URL is set: set MAIL_FROM too, such as "Citizen Engagement <engage@city.gov>".');
  return { smtpUrl: SMTP_URL, from: MAIL_FROM.trim(), dkimSelector: DKIM_SELECTOR || null, dkim: readDkim(env, MAIL_FROM) };
}

function readDkim({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Record<string, string | undefined>, from: string): DkimConfig | null {
  if (!DKIM_KEY_FILE && !DKIM_DOMAIN) return null;
  if (!DKIM_KEY_FILE || !DKIM_SELECTOR)
    throw new ConfigError('To sign letters, set DKIM_SELECTOR and DKIM_KEY_FILE, and DKIM_DOMAIN if it is not that of MAIL_FROM.');
  const domain = DKIM_DOMAIN || (/@([^@>\s]+)>?$/.exec(from.trim())?.[1] ?? '');
  const isName = (name: string) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(name);
  if (!isName(domain)) throw new ConfigError(`DKIM_DOMAIN must be a domain such as city.gov, not "${domain}".`);
  if (!isName(DKIM_SELECTOR)) throw new ConfigError(`DKIM_SELECTOR must be a name such as "mail2026", not "${DKIM_SELECTOR}".`);
  return { domain: domain.toLowerCase(), selector: DKIM_SELECTOR, keyFile: path.resolve(DKIM_KEY_FILE) };
}

/** What is before the @ leaves room for the record and its signature, in the 64 signs that mail servers take. */
function readPlusAddress(variable: string, example: string, address: string | undefined): string | null {
  if (!address) return null;
  if (!/^[a-z0-9._-]{1,21}@[a-z0-9.-]+\.[a-z0-9-]+$/i.test(address.trim()))
    throw new ConfigError(`${variable} must be an address such as ${example}@mail.city.gov, with at most 21 signs before the @.`);
  return address.trim();
}

function readImap(value: string | undefined): ImapConfig | null {
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || !url.username || !url.password)
    throw new ConfigError(
      'IMAP_URL must be an address such as imaps://user:password@mail.city.gov:993/INBOX; write signs in the user or the password as %40.',
    );
  const isSecure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 993 : 143),
    isSecure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  };
}

function readHookSecret(value: string | undefined): string | null {
  if (!value) return null;
  if (value.length < 20) throw new ConfigError('HOOK_SECRET must have 20 characters or more: let a password manager make one.');
  return value;
}

function readSwitch(name: string, value: string | undefined): boolean {
  if (value === undefined || value === '' || /^(0|false|no|off)$/i.test(value)) return false;
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  throw new ConfigError(`${name} is either 1 or 0, not "${value}".`);
}

function readHours(name: string, value: string | undefined, otherwise: number): number {
  const hours = value === undefined || value === '' ? otherwise : Number(value);
  if (!Number.isInteger(hours) || hours < 1 || hours > 8760)
    throw new ConfigError(`${name} must be whole hours from 1 to 8760, not "${value}".`);
  return hours;
}

function readSingleSignOn({ SUPABASE_URL, SSO_DOMAIN, SSO_PROVIDER, SSO_LABEL }: Record<string, string | undefined>): SingleSignOn | null {
  const name = SSO_DOMAIN || SSO_PROVIDER;
  if (!name) return null;
  if (!SUPABASE_URL) throw new ConfigError('SSO_DOMAIN and SSO_PROVIDER need hosted Supabase: set SUPABASE_URL and its keys.');
  if (SSO_DOMAIN && SSO_PROVIDER) throw new ConfigError('Set SSO_DOMAIN (SAML) or SSO_PROVIDER (OIDC), not both.');
  if (!/^[a-z0-9][a-z0-9.:_-]*$/i.test(name)) throw new ConfigError(`"${name}" is not a domain or a provider's name.`);
  return { kind: SSO_DOMAIN ? 'saml' : 'oidc', name, label: SSO_LABEL?.trim() || name };
}

/** Does something with NODE_ENV as "production", for tools that ask the environment and not their caller. */
export async function asInProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
