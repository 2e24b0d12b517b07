import { readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import type { TextAccount } from '#notifications'
import type { MailboxAccount } from '#mailbox'
import { readMailboxUrl } from './mailbox-config.ts'
import { readOidc, type OidcSettings } from './oidc-config.ts'
import { readTexts } from './text-config.ts'
import { isWellKnown } from './well-known.ts'

/** What a person who runs the programme may set. Everything has a value once read. */
export type Config = {
  port: number
  host: string
  /** Absolute path of the folder that holds data and generated secrets. */
  dataDir: string
  /** Absolute paths of what is kept for a bad day: backups, the record of erasures, and a third place for copies. */
  backupDir: string
  ledgerDir: string
  copiesDir: string
  /** Null: the embedded server. */
  databaseUrl: string | null
  /** Scheme, host and port, without a slash at the end. */
  baseUrl: string
  teamBaseUrl: string | null
  /** The address of the proxy in front, which alone is believed on whom it speaks for. Null: there is none. */
  trustedProxy: string | null
  /** Where somebody goes who leaves our pages in a hurry. */
  leaveTo: string
  /** Null: mail is captured and shown, not sent. */
  smtpUrl: string | null
  /** Null: texts are captured and shown in the demonstration, and not offered otherwise. */
  texts: TextAccount | null
  /** The mailbox that people answer to. Null: none is read. */
  mailbox: MailboxAccount | null
  /** The organisation's own sign-in for staff. Null: there is none. */
  oidc: OidcSettings | null
  demo: boolean
  /** Absolute path of the second place of the trail's checkpoints. */
  checkpointDir: string
  /** Where the newest checkpoint is mailed each morning. Null: nowhere. */
  checkpointMail: string | null
  /** The file of keys that wrap all others. */
  kekFile: string
  /** The folder of the secrets that are generated. */
  secretsDir: string
  /** The socket of a key holder in a process of its own. Null: this product holds its keys itself. */
  keyHolder: string | null
  /** The folder that a command was typed in: file names are meant from there. */
  calledFrom: string
}

export type Environment = Readonly<Record<string, string | undefined>>
/** A file's text and permission bits, or null where it cannot be read. */
export type ReadFile = (path: string) => { text: string; mode: number } | null

/** The configuration, or every fault there is, one sentence each. A secret's value is never in a sentence. */
export function readConfig(env: Environment, readFile: ReadFile): { config: Config } | { faults: string[] } {
  const faults: string[] = []
  const fault = (sentence: string) => void faults.push(sentence)
  const plain = (name: string) => env[name]?.trim() || null

  const port = readPort(plain('PORT'), fault)
  const host = plain('HOST') ?? '127.0.0.1'
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) fault('HOST must be an address or a host name, such as 127.0.0.1')
  const databaseUrl = readDatabaseUrl(plain, readFile, fault)
  const smtpUrl = readSecret('SMTP_URL', ['smtp:', 'smtps:'], plain, readFile, fault)
  const texts = readTexts(readSecret('TEXT_URL', ['notify:', 'twilio:'], plain, readFile, fault), fault)
  const mailbox = readMailboxUrl(readSecret('MAILBOX_URL', ['imap:', 'imaps:'], plain, readFile, fault), fault)
  const baseUrl = readOrigin('BASE_URL', plain, fault)
  const teamBaseUrl = readOrigin('TEAM_BASE_URL', plain, fault)

  const oidc = readOidc(plain, (name, path) => readFromFile(name, path, readFile, fault), fault)

  const trustedProxy = plain('TRUSTED_PROXY')
  if (trustedProxy !== null && isIP(trustedProxy) === 0)
    fault('TRUSTED_PROXY must be the one address that the proxy in front asks from, such as 127.0.0.1')

  const leaveTo = plain('LEAVE_TO') ?? 'https://www.bbc.co.uk/weather'
  if (!/^https?:$/.test(URL.parse(leaveTo)?.protocol ?? '') || URL.parse(leaveTo)?.username)
    fault('LEAVE_TO must be the address of a page that anybody might look at, such as https://www.bbc.co.uk/weather')

  const checkpointMail = plain('CHECKPOINT_MAIL')
  if (checkpointMail !== null && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(checkpointMail))
    fault('CHECKPOINT_MAIL must be one email address, such as governance@example.org')

  const given = (name: string) => plain(name) !== null || plain(`${name}_FILE`) !== null
  const demo = readDemo(plain('DEMO'), given('DATABASE_URL'), fault)
  const outward = [
    ...(isLoopback(host) ? [] : ['HOST']),
    ...(isNear(baseUrl) ? [] : ['BASE_URL']),
    ...(isNear(teamBaseUrl) ? [] : ['TEAM_BASE_URL']),
  ]
  if (demo) checkDemo(given('DATABASE_URL'), outward, fault)
  if (!given('SMTP_URL')) checkWithoutMail(demo, outward, fault)

  const keys = readKeyPlaces(plain, readFile, fault)

  if (faults.length > 0) return { faults }
  return {
    config: {
      ...keys,
      port,
      host,
      ...readFolders(plain),
      databaseUrl,
      baseUrl: baseUrl ?? `http://localhost:${port}`,
      teamBaseUrl,
      trustedProxy,
      leaveTo: URL.parse(leaveTo)?.href ?? leaveTo,
      smtpUrl,
      texts,
      mailbox,
      checkpointMail,
      oidc,
      demo,
      calledFrom: plain('INIT_CWD') ?? process.cwd(),
    },
  }
}

type KeySetting = 'kekFile' | 'secretsDir' | 'keyHolder'
export type Store = Pick<
  Config,
  | 'dataDir'
  | 'backupDir'
  | 'ledgerDir'
  | 'checkpointDir'
  | 'copiesDir'
  | 'databaseUrl'
  | 'demo'
  | 'calledFrom'
  | KeySetting
> & {
  /** Where the team's pages are, for links that a command prints. */
  teamOrigin?: string
}

/** The part that says where data is, all that a command needs beside its words. */
export function readStore(env: Environment, readFile: ReadFile): { config: Store } | { faults: string[] } {
  const faults: string[] = []
  const plain = (name: string) => env[name]?.trim() || null
  const fault = (sentence: string) => void faults.push(sentence)
  const databaseUrl = readDatabaseUrl(plain, readFile, fault)
  const keys = readKeyPlaces(plain, readFile, fault)
  const port = readPort(plain('PORT'), fault)
  const teamOrigin =
    readOrigin('TEAM_BASE_URL', plain, fault) ?? readOrigin('BASE_URL', plain, fault) ?? `http://localhost:${port}`
  if (faults.length > 0) return { faults }
  const demo = plain('DEMO') === null ? databaseUrl === null : plain('DEMO') !== 'off'
  return {
    config: {
      ...readFolders(plain),
      ...keys,
      databaseUrl,
      demo,
      teamOrigin,
      calledFrom: plain('INIT_CWD') ?? process.cwd(),
    },
  }
}

function readFolders(plain: Plain) {
  const dataDir = resolve(plain('DATA_DIR') ?? '.data')
  const folder = (name: string, otherwise: string) => resolve(plain(name) ?? join(dataDir, otherwise))
  return {
    dataDir,
    backupDir: folder('BACKUP_DIR', 'backups'),
    ledgerDir: folder('LEDGER_DIR', 'ledger'),
    copiesDir: folder('COPIES_DIR', 'copies'),
    checkpointDir: folder('CHECKPOINT_DIR', 'checkpoints'),
  }
}

/** The configuration of this process; with faults, says them all on standard error and ends it. */
export const configOrExit = (): Config => orExit(readConfig(process.env, readSecretFile))
export const storeOrExit = (): Store => orExit(readStore(process.env, readSecretFile))

/** The little of the environment that other programs get: where programs are, and nothing that anybody set for us. */
export const bareEnvironment = (): Record<string, string> => ({ PATH: process.env['PATH'] ?? '', TZ: 'UTC' })

/** Whether a host name or address means this machine alone. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\])$/i.test(host)

function orExit<T>(read: { config: T } | { faults: string[] }): T {
  if ('config' in read) return read.config
  for (const sentence of read.faults) console.error(sentence)
  process.exit(1)
}

type Fault = (sentence: string) => void
type Plain = (name: string) => string | null

const isNear = (origin: string | null) => origin === null || isLoopback(new URL(origin).hostname)

/**
 * Where keys are. The key file is the one named, else a credential that the system gave to this service, else
 * among the generated secrets.
 */
function readKeyPlaces(plain: Plain, readFile: ReadFile, fault: Fault) {
  const { dataDir } = readFolders(plain)
  const credentials = plain('CREDENTIALS_DIRECTORY')
  const credential = (name: string) =>
    credentials !== null && readFile(join(credentials, name)) ? join(credentials, name) : null
  const secretsDir = credentials !== null && credential('keys-password') ? credentials : join(dataDir, 'secrets')
  const named = plain('KEK_FILE')
  const keyHolder = plain('KEY_HOLDER')
  if (keyHolder !== null && !isAbsolute(keyHolder))
    fault('KEY_HOLDER must be the whole path of a socket, such as /run/looking-after/keys')
  const kekFile = named === null ? (credential('kek') ?? join(dataDir, 'secrets', 'kek')) : resolve(named)
  return { secretsDir, kekFile, keyHolder }
}

function readDemo(said: string | null, ownDatabase: boolean, fault: Fault): boolean {
  if (said !== null && said !== 'on' && said !== 'off') fault('DEMO must be on or off')
  return said === null ? !ownDatabase : said !== 'off'
}

function checkDemo(ownDatabase: boolean, outward: string[], fault: Fault) {
  if (ownDatabase) fault('DEMO must be off with DATABASE_URL: the demo world lives in the embedded database alone')
  if (outward.length > 0)
    fault(`${outward.join(' and ')}: the demo world answers on this machine only; set DEMO=off to serve others`)
}

function checkWithoutMail(demo: boolean, outward: string[], fault: Fault) {
  const addresses = outward.filter((name) => name !== 'HOST')
  if (!demo) fault('SMTP_URL is needed without the demo world: mail must really go out')
  if (addresses.length > 0) fault(`SMTP_URL is needed when ${addresses.join(' and ')} leads beyond this machine`)
}

function readPort(said: string | null, fault: Fault): number {
  if (said === null) return 3000
  const port = /^\d{1,5}$/.test(said) ? Number(said) : 0
  if (port < 1 || port > 65_535) fault('PORT must be a whole number from 1 to 65535')
  return port
}

function readOrigin(name: string, plain: Plain, fault: Fault): string | null {
  const said = plain(name)
  if (said === null) return null
  const url = URL.parse(said)
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (bare && /^https?:$/.test(url.protocol)) return url.origin
  fault(`${name} must be a web address without a path, such as https://coaching.example.org`)
  return null
}

const readDatabaseUrl = (plain: Plain, readFile: ReadFile, fault: Fault) =>
  readSecret('DATABASE_URL', ['postgres:', 'postgresql:'], plain, readFile, fault)

function readSecret(name: string, schemes: string[], plain: Plain, readFile: ReadFile, fault: Fault): string | null {
  const [value, path] = [plain(name), plain(`${name}_FILE`)]
  if (value !== null && path !== null) {
    fault(`Set ${name} or ${name}_FILE, not both`)
    return null
  }
  const found = path === null ? value : readFromFile(`${name}_FILE`, path, readFile, fault)
  if (found === null) return null
  const url = URL.parse(found)
  if (url && schemes.includes(url.protocol) && (url.hostname || url.searchParams.has('host'))) {
    if (!isWellKnown(url.password)) return found
    fault(`${name} has a password that comes with the software or that everybody tries first: set another`)
    return null
  }
  const begun = schemes.some((scheme) => found.startsWith(`${scheme}//`))
  fault(
    begun
      ? `${name} cannot be read as an address: look at its host and its port, and write @ : / in a password as %40 %3A %2F`
      : `${name} must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  )
  return null
}

function readFromFile(name: string, path: string, readFile: ReadFile, fault: Fault): string | null {
  const file = readFile(path)
  if (!file) fault(`${name} names a file that cannot be read`)
  else if (file.mode & 0o007) fault(`${name} names a file that everybody on this machine can read: chmod o-rwx it`)
  else if (!file.text.trim()) fault(`${name} names an empty file`)
  else return file.text.trim()
  return null
}

function readSecretFile(path: string) {
  try {
    return { text: readFileSync(path, 'utf8'), mode: statSync(path).mode }
  } catch {
    return null
  }
}
