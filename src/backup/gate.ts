import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tx } from '#lib/sql'
import { replay } from './erasures.ts'
import type { Ledger, Reading } from './ledger.ts'
import * as ask from './queries.ts'
import { whyClosed } from './rules.ts'

export type GatePorts = {
  ledger: Ledger
  /** Where it is kept beside the database how often that was opened. */
  folder: string
  /** Why what is sealed in this database would not open, as a sentence, or null. */
  keysLack(tx: Tx): Promise<string | null>
  /** The client area's erasure, each in a transaction of its own; it does no harm where nobody is left. */
  erase(clientId: string): Promise<void>
}

/**
 * Lets nobody through to a database that was restored until its keys are back and the record of erasures is replayed:
 * throws the sentence that says so. An erasure that a crash cut short is finished before the database is opened.
 */
export async function passGate(tx: Tx, ports: GatePorts): Promise<void> {
  const seen = await look(tx, ports)
  const why = whyClosed(seen.stamp, seen.door)
  if (why) throw new Error(why)
  await open(tx, ports, seen)
}

/** What the gate asks for after a restore, the keys being back: replays what was erased since, and opens. */
export async function finishRestore(tx: Tx, ports: GatePorts): Promise<number> {
  const seen = await look(tx, ports)
  const { stamp, door } = seen
  const settled = { ...stamp, systemId: door.systemId, timeline: door.timeline, opened: door.opened }
  const known = { ledgerId: stamp?.ledgerId ?? door.ledgerId }
  const why = whyClosed({ ...settled, ...known }, { ...door, done: new Set() })
  if (why) throw new Error(why)
  return open(tx, ports, seen)
}

/** Finishes erasures that were cut short, in a database that is open. Gives how many there were. */
export async function finishErasures(tx: Tx, ports: GatePorts): Promise<number> {
  const { reading, door } = await look(tx, ports)
  return finish(tx, ports.ledger, reading, door.held, (clientId) => ports.erase(clientId))
}

type Seen = Awaited<ReturnType<typeof look>>

async function look(tx: Tx, { ledger, folder, keysLack }: GatePorts) {
  const reading = ledger.read()
  const server = (await ask.serverNow.one(tx))!
  const stamp = (await ask.stampOf.one(tx)) ?? null
  const held = new Set((await ask.heldErasures(tx)).map(({ line }) => line))
  const beside = readOpened(folder)
  const door = {
    ...server,
    ledgerPath: ledger.path,
    ledgerId: reading.id,
    erased: reading.erased.map(({ line }) => line),
    done: reading.done,
    held,
    opened: beside?.systemId === server.systemId ? beside.opened : 0,
    keysLack: await keysLack(tx),
  }
  return { reading, stamp, door }
}

async function open(tx: Tx, ports: GatePorts, { reading, stamp, door }: Seen): Promise<number> {
  const { ledger, folder } = ports
  const replayed = await finish(tx, ledger, reading, door.held, (clientId) => ports.erase(clientId))
  const opened = Math.max(stamp?.opened ?? 0, door.opened) + 1
  const { id } = ledger.read()
  await ask.writeStamp(tx, door.systemId, door.timeline, id, opened)
  writeOpened(folder, { systemId: door.systemId, opened })
  return replayed
}

const finish = (
  tx: Tx,
  ledger: Ledger,
  reading: Reading,
  held: ReadonlySet<number>,
  erase: (clientId: string) => Promise<void>,
) => replay(ledger, reading, held, erase, async (line) => void (await ask.holdErasure(tx, line)))

type Opened = { systemId: string; opened: number }
const openedName = 'opened.json'

function readOpened(folder: string): Opened | null {
  try {
    return JSON.parse(readFileSync(join(folder, openedName), 'utf8')) as Opened
  } catch {
    return null
  }
}

function writeOpened(folder: string, opened: Opened) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, openedName), `${JSON.stringify(opened)}\n`, { mode: 0o600, flush: true })
}
