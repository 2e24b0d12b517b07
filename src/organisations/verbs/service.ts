import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import { fault, type Io, type Verb } from '#lib/verb'
import { changeService } from '../edit/service.ts'
import type { ServiceWords } from '../edit/rules.ts'
import { serviceHistory } from '../queries.ts'
import { currentServices, type Service } from '../service.ts'

/** The options of `service set`, and what each of them changes. */
const options: Readonly<Record<string, keyof ServiceWords>> = {
  name: 'name',
  description: 'description',
  'who-for': 'whoFor',
  'what-happens': 'whatHappens',
  'delivered-by': 'deliveredBy',
  'notice-minutes': 'noticeMinutes',
  'interpreter-hours': 'interpreterNoticeHours',
  'window-days': 'windowDays',
}
const numbers: readonly string[] = ['notice-minutes', 'interpreter-hours', 'window-days']

/** `service show` and `service set`: what is offered, and under which rules. */
export const serviceVerb: Verb = {
  name: 'service',
  usage: `service show [KEY] | service set KEY ${Object.keys(options)
    .map((option) => `[--${option} ${numbers.includes(option) ? 'N' : 'TEXT'}]`)
    .join(' ')}`,
  help: `The services as they are offered now.

  service show        all of them, a line each
  service show KEY    everything about one, and since when each of its versions holds
  service set KEY …   a new version from now on, with the words or lead times named; bookings keep the version that they were
                      made under. To stop new bookings of a service for a time: pause add`,
  async run([what, key, ...args], io, { db }) {
    if (what === 'set' && key !== undefined) return set(key, args, io, db)
    if (what !== 'show' || args.length > 0) return fault(io, `usage: ${serviceVerb.usage}`)
    const services = await db.withActor(operator, currentServices)
    if (key === undefined) return showAll(services, io)
    const service = services.find((one) => one.key === key)
    return service ? showOne(service, io, db) : fault(io, unknown(services))
  },
}

const unknown = (services: readonly Service[]) =>
  `There is no service with this key. There are: ${services.map(({ key }) => key).join(', ')}`

function showAll(services: readonly Service[], io: Io): number {
  for (const { key, version, name, kind, bookable, minutes } of services)
    io.out([key, `version ${version}`, name, kind, bookable, `${minutes} minutes`].join('\t'))
  return 0
}

async function showOne(service: Service, io: Io, db: Db): Promise<number> {
  for (const [name, value] of Object.entries(service))
    io.out(`${name}\t${Array.isArray(value) ? value.join(', ') : String(value)}`)
  const history = await db.withActor(operator, (tx) => serviceHistory(tx, service.key))
  for (const { version, validFrom } of history) io.out(`version ${version} from\t${validFrom}`)
  return 0
}

async function set(key: string, args: string[], io: Io, db: Db): Promise<number> {
  const said = saidIn(args)
  if (!said || Object.keys(said).length === 0) return fault(io, `usage: ${serviceVerb.usage}`)
  return db.withActor(operator, async (tx) => {
    const changed = await changeService(tx, key, said, { actorKind: 'operator' })
    switch (changed.kind) {
      case 'changed':
      case 'same':
        io.out(`${key}\tversion ${changed.version}${changed.kind === 'same' ? ', as it was' : ''}`)
        return 0
      case 'refused':
        return fault(io, ...Object.values(changed.wrongs))
      case 'newer':
        return fault(io, 'Somebody changed it meanwhile: say it again')
      case 'not-found':
        return fault(io, unknown(await currentServices(tx)))
    }
  })
}

/** What was said, as parts of a service; a number that is none is refused with the rest. */
function saidIn(args: string[]): Partial<ServiceWords> | null {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: Object.fromEntries(Object.keys(options).map((name) => [name, text])),
    })
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [options[name]!, numbers.includes(name) ? numberIn(value) : value]),
    )
  } catch {
    return null
  }
}

const numberIn = (text: unknown) => (/^\d{1,6}$/.test(String(text)) ? Number(text) : NaN)
