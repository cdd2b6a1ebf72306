import path from 'node:path';

/** Where the database is: in our own folder, on a PostgreSQL server, or on hosted Supabase. */
export type BackendChoice =
  | { kind: 'embedded' }
  | { kind: 'postgres'; databaseUrl: string }
  | { kind: 'hosted'; supabaseUrl: string; publishableKey: string; secretKey: string };

/** How letters leave: `smtp://user:password@host:port` or `smtps://…`, and who they are from. */
export type MailConfig = { smtpUrl: string; from: string };

export type Config = {
  backend: BackendChoice;
  /** Null when the office sends no e-mail. */
  mail: MailConfig | null;
  /** Folder of the embedded database, files, secrets and backups; absolute. */
  dataFolder: string;
  host: string;
  port: number;
  /** False when a port was asked for by name: then a taken port is an error instead of a reason to try the next one. */
  portMayMove: boolean;
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
    dataFolder: path.resolve(env.ROTUNDA_DATA ?? 'data'),
    host: env.HOST ?? '127.0.0.1',
    port,
    portMayMove: env.PORT === undefined,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
  };
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

function readMail({ SMTP_URL, MAIL_FROM }: Record<string, string | undefined>): MailConfig | null {
  if (!SMTP_URL) return null;
  if (!URL.canParse(SMTP_URL) || !/^smtps?:\/\/[^/]/.test(SMTP_URL))
    throw new ConfigError(
      'SMTP_URL must be an address such as smtps://user:password@mail.city.gov:465; write signs in the password as %40.',
    );
  if (!MAIL_FROM || !/^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(MAIL_FROM.trim()))
    throw new ConfigError('SMTP_URL is set: set MAIL_FROM too, such as "Citizen Engagement <engage@city.gov>".');
  return { smtpUrl: SMTP_URL, from: MAIL_FROM.trim() };
}
