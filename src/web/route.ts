import type { SafeHtml } from '#lib/html'
import type { Clock } from '#lib/clock'
import type { Actor, Db } from '#lib/door'
import type { CookieName } from './cookies.ts'
import type { Power } from './headers.ts'

/** Who may use a route. Each word is resolved by a guard that the composition root hands in. */
export type May = 'anyone' | 'client' | 'staff' | StaffRole | 'booking-key' | 'demo' | 'loopback'

/** What a member of staff can be. */
export const staffRoles = [
  'coach',
  'supervisor',
  'partner_rota',
  'lead_ops',
  'governance',
  'duty_lead',
  'commissioner',
  'evaluator',
  'sysadmin',
] as const
export type StaffRole = (typeof staffRoles)[number]

/** How surely somebody who is signed in is who they say: by a code, or by a passkey or a proven second factor. */
export type Level = 'code' | 'strong'

/** Who was found to be asking, and as whom their transactions run. `id` names an account or a key; null for anyone. */
export type Viewer = {
  kind: 'anyone' | 'client' | StaffRole | 'key' | 'loopback'
  id: string | null
  actor: Actor
  level?: Level
  /** All the roles of a member of staff. */
  roles?: readonly StaffRole[]
}

/** One request, with everything a handler may know of it. */
export type Visit = {
  /** A random id that the error page shows and the log line carries. */
  requestId: string
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** Named parts of the path. */
  params: Readonly<Record<string, string>>
  /** Query string; of a repeated name the first. */
  query: Readonly<Record<string, string>>
  /** Names that the query string has more than once. */
  repeated: readonly string[]
  /** Fields of a form; every name has all its values, as text. Empty for anything else. */
  form: Readonly<Record<string, readonly string[]>>
  /** The file that came with a form; null where none was chosen. */
  file: Buffer | null
  /** A parsed JSON body; undefined without one. */
  json: unknown
  headers: Readonly<Record<string, string | undefined>>
  cookies: Readonly<Record<string, string | undefined>>
  /** The peer's address, for slowing down only; never stored, never logged. */
  address: string
  viewer: Viewer
  now: Temporal.Instant
}

export type Cookie = {
  /** Without prefix: the server adds `__Host-` and Secure on https. HttpOnly, SameSite=Lax and Path=/ always. */
  name: CookieName
  /** Null forgets it. */
  value: string | null
}

export type Reply = { cookies?: readonly Cookie[]; headers?: Readonly<Record<string, string>> } & (
  | { kind: 'page'; page: SafeHtml; status?: number }
  | { kind: 'see-other'; path: string }
  | { kind: 'json'; body: unknown; status?: number }
  | { kind: 'problem'; status: number; code: string; title: string; detail?: string; more?: Record<string, unknown> }
  | { kind: 'file'; body: string | Buffer; type: string; name?: string }
  | { kind: 'empty'; status: number }
)

/** A sentence about how large a file may be, and the page to go back to. */
export type TooLarge = { words: string; back: string }

export type Route = {
  method: 'GET' | 'POST' | 'DELETE'
  /** A path with `:named` parts. */
  path: string
  may: May
  /** How surely; only for those who sign in. Strong, unless said. */
  level?: Level
  /** 'form' takes urlencoded, 'file' a form with a file in it, 'json' application/json, 'none' (the default) nothing. */
  takes?: 'form' | 'file' | 'json' | 'none'
  /** For what takes a file: what is said of one that is larger than any that is read, and where it was chosen. */
  ifTooLarge?: TooLarge
  /** Called by another service, which shows by a secret in each call that it is they: no page of ours, and no browser. */
  byService?: true
  /** Whether a call shows such a secret in its headers: asked before its body is looked at. Without it there is nothing here. */
  shows?: (visit: Visit) => boolean
  /** What its page may ask of the browser, such as the camera; nothing without it. */
  powers?: readonly Power[]
  handle: (visit: Visit) => Promise<Reply>
  /**
   * For what ends a sign-in of its own accord: the answer to the same form sent once more, by a double click, from a browser that
   * had not read the first answer. Null where nothing was answered just now; it is then sent to sign in.
   */
  again?: (visit: Visit) => Promise<Reply | null>
}

/** What every room's routes are built from. */
export type Ports = { db: Db; clock: Clock; baseUrl: string }

export class NotFound extends Error {}
export class NotAllowed extends Error {}

export const page = (body: SafeHtml, more: { status?: number; cookies?: readonly Cookie[] } = {}): Reply => ({
  kind: 'page',
  page: body,
  ...more,
})
export const seeOther = (path: string, cookies: readonly Cookie[] = []): Reply => ({ kind: 'see-other', path, cookies })

/** The first value of a form's field, trimmed of white space at both ends; empty where absent. */
export const field = (visit: Visit, name: string): string => (visit.form[name]?.[0] ?? '').trim()
/** All values of a form's field. */
export const fields = (visit: Visit, name: string): readonly string[] => visit.form[name] ?? []

/** What is wrong with a form: field id -> the sentence shown beside that field and at the top. */
export type FieldErrors = Readonly<Record<string, string>>
