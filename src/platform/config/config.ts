import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { withoutSlashesAtEnd } from '../../kernel/index.js';
import { isTrust } from './trusted-proxies.js';

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });
const mailAddress = z
  .string()
  .regex(/^[^\s@<>"(),;:\\[\]]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be an e-mail address');
const port = z.coerce.number().int().min(1).max(65535);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: mailAddress.optional(),
  MAIL_LISTEN_PORT: port.optional(),
  MAIL_TLS_KEY: z.string().min(1).optional(),
  MAIL_TLS_CERT: z.string().min(1).optional(),
  MAIL_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a domain')
    .optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters'),
  DATA_DIR: z.string().min(1).default('.data'),
  TRUST_PROXY: z
    .string()
    .refine(isTrust, { message: 'must be a number of proxies or a list of their addresses' })
    .optional(),
  PROCESS: z.enum(['all', 'web', 'worker']).default('all'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(fewConnections()),
  SIGN_UP: z.enum(['open', 'invited']).optional(),
  DEMO_SHOP_URL: url('http:', 'https:').optional(),
  RATE_LIMIT_FACTOR: z.coerce.number().min(1).default(1),
  NETWORK_PACE: z.coerce.number().min(1).default(15),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/**
 * Two a core and one, where Postgres runs beside us (https://wiki.postgresql.org/wiki/Number_Of_Database_Connections):
 * more at once only take the processor from each other. Elsewhere one process keeps no more of them busy either.
 */
function fewConnections(): number {
  return Math.min(10, Math.max(5, 2 * availableParallelism() + 1));
}

/** The application's settings, checked once at start. */
export class Config {
  readonly production: boolean;
  readonly test: boolean;
  readonly port: number;
  /** Without a trailing slash; every link is built from it, never from a Host header. */
  readonly publicUrl: string;
  readonly secure: boolean;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly redisUrl: string | undefined;
  /** Without it mails go to the built-in mailbox. */
  readonly smtpUrl: string | undefined;
  /** Our own sender's address, for brands without one of theirs. */
  readonly mailFrom: string;
  /** The domain that answers come to, and that our messages are numbered under. */
  readonly mailDomain: string;
  /** Where mails come in by SMTP; without it nothing listens. */
  readonly mailListenPort: number | undefined;
  /** Paths of a key and its certificate, with which mails come in encrypted. */
  readonly mailTls: { key: string; certificate: string } | undefined;
  readonly secretKey: string;
  readonly dataDir: string;
  readonly trustProxy: string | undefined;
  /** `web` serves people, `worker` carries slow jobs, `all` does both. */
  readonly process: 'all' | 'web' | 'worker';
  /** Lifts every rate limit, for measuring. */
  readonly rateLimitFactor: number;
  /** Requests a second that visitors at one address are served beyond a burst. */
  readonly networkPace: number;
  /** What whoever asks for the metrics shows; without it they are for this machine alone. */
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  /** Who may open a brand: anybody, whom an operator has invited, or, since nobody could be sent a code, no one. */
  readonly signUp: 'open' | 'invited' | 'no_mail';
  /** Where the demo's shops are, without a trailing slash; the front page leads there. */
  readonly demoShopUrl: string | undefined;
  readonly root = projectRoot();

  constructor(env: NodeJS.ProcessEnv) {
    const settings = parse(env);
    this.production = settings.NODE_ENV === 'production';
    this.test = settings.NODE_ENV === 'test';
    this.port = settings.PORT;
    this.publicUrl = withoutSlashesAtEnd(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`);
    this.secure = this.publicUrl.startsWith('https:');
    this.databaseUrl = settings.DATABASE_URL;
    this.databasePool = settings.DATABASE_POOL;
    this.redisUrl = settings.REDIS_URL;
    this.smtpUrl = settings.SMTP_URL;
    this.mailFrom = settings.MAIL_FROM ?? `no-reply@${new URL(this.publicUrl).hostname}`;
    this.mailDomain = settings.MAIL_DOMAIN ?? this.mailFrom.slice(this.mailFrom.lastIndexOf('@') + 1);
    this.mailListenPort = settings.MAIL_LISTEN_PORT;
    this.mailTls = tlsFiles(settings.MAIL_TLS_KEY, settings.MAIL_TLS_CERT);
    this.secretKey = settings.SECRET_KEY;
    this.dataDir = settings.DATA_DIR;
    this.trustProxy = settings.TRUST_PROXY;
    this.process = settings.PROCESS;
    this.rateLimitFactor = settings.RATE_LIMIT_FACTOR;
    this.networkPace = settings.NETWORK_PACE;
    this.metricsToken = settings.METRICS_TOKEN;
    this.logLevel = settings.LOG_LEVEL;
    const isWithoutMail = this.production && !settings.SMTP_URL;
    this.signUp = isWithoutMail ? 'no_mail' : (settings.SIGN_UP ?? (this.production ? 'invited' : 'open'));
    this.demoShopUrl = settings.DEMO_SHOP_URL && withoutSlashesAtEnd(settings.DEMO_SHOP_URL);
    if (this.production && !this.secure && !/^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(this.publicUrl)) {
      throw new ConfigError('PUBLIC_URL must be https in production');
    }
  }
}

function tlsFiles(key?: string, certificate?: string): Config['mailTls'] {
  if (!key && !certificate) return undefined;
  if (!key || !certificate) throw new ConfigError('MAIL_TLS_KEY and MAIL_TLS_CERT go together');
  for (const [name, path] of Object.entries({ MAIL_TLS_KEY: key, MAIL_TLS_CERT: certificate }))
    if (!existsSync(path)) throw new ConfigError(`${name} names a file that is not there`);
  return { key, certificate };
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

function parse(env: NodeJS.ProcessEnv): z.infer<typeof schema> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    present[String(path[0])] === undefined
      ? `${String(path[0])} is missing`
      : `${String(path[0])} ${message}`,
  );
  throw new ConfigError(`The settings are not complete:\n  ${problems.join('\n  ')}`);
}

/** The folder that holds package.json, wherever the compiled files lie below it. */
export function projectRoot(from = import.meta.dirname): string {
  for (let folder = from; ; folder = join(folder, '..')) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === '/') throw new Error('There is no package.json above this file.');
  }
}
