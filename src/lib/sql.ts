import { createHash } from 'node:crypto'
import type pg from 'pg'

/** A value that may be handed to a query. Instants go as ISO text, records as JSON. */
export type Param = string | number | boolean | null | Buffer | Temporal.Instant | Temporal.PlainDate | Param[] | Json
export type Json = { [key: string]: unknown }

/** A column's kind: the PostgreSQL type it must have, and the TypeScript type it is read as. */
export type Kind<T> = { pg: readonly string[]; nullable: boolean; read?: T }

const kind = <T>(...types: string[]): Kind<T> => ({ pg: types, nullable: false })
export const uuid = kind<string>('uuid')
export const text = kind<string>('text')
export const integer = kind<number>('integer', 'smallint')
/** A count: bigint in SQL, a safe integer here. */
export const count = kind<number>('bigint')
export const real = kind<number>('double precision')
export const boolean = kind<boolean>('boolean')
export const instant = kind<Temporal.Instant>('timestamp with time zone')
/** A civil date, as ISO text. */
export const date = kind<string>('date')
export const bytes = kind<Buffer>('bytea')
export const textArray = kind<string[]>('text[]')
export const integerArray = kind<number[]>('integer[]')
export const json = <T>() => kind<T>('jsonb')
/** The same kind, or null. */
export const maybe = <T>(of: Kind<T>): Kind<T | null> => ({ pg: of.pg, nullable: true })

export type Shape = Record<string, Kind<unknown>>
export type Row<S extends Shape> = { [K in keyof S]: S[K] extends Kind<infer T> ? T : never }

/** One open transaction. Only the door (`withActor`) and its tests make one. */
export type Tx = { send(name: string, text: string, values: readonly Param[]): Promise<unknown[]> }

export type Query<R> = {
  /** All rows. */
  (tx: Tx, ...params: Param[]): Promise<R[]>
  /** The first row, or undefined. */
  one(tx: Tx, ...params: Param[]): Promise<R | undefined>
  text: string
  shape: Shape
}

const written: Query<unknown>[] = []

/** Every query that loaded modules have declared: the shape test asks PostgreSQL about each. */
export const declaredQueries = (): readonly Query<unknown>[] => written

/** Declares a named, prepared statement with the shape of its rows. */
export function query<S extends Shape>(shape: S, text: string): Query<Row<S>> {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  const all = (tx: Tx, ...params: Param[]) => tx.send(name, text, params) as Promise<Row<S>[]>
  const one = async (tx: Tx, ...params: Param[]) => (await all(tx, ...params))[0]
  const made: Query<Row<S>> = Object.assign(all, { one, text, shape })
  written.push(made as Query<unknown>)
  return made
}

/** Lets work of a transaction go out with the commit, which hears when it fails; nobody else need. */
export function atCommit(work: Promise<unknown>): void {
  work.catch(() => {})
}

/** Makes a transaction's sender out of a connection. */
export function sender(client: pg.ClientBase): Tx {
  return {
    async send(name, text, values) {
      together(client)
      const answer = await client.query({ name, text, values: values.map(toWire) })
      return answer.rows as unknown[]
    },
  }
}

/** Writes all that is sent before the next turn of the event loop in one piece: each write of its own costs a system call. */
export function together(client: pg.ClientBase) {
  const { stream } = (client as pg.Client).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function toWire(value: Param): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString()
  if (Array.isArray(value)) return value.map(toWire)
  return value
}
