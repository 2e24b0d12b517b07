import { operator, type Db } from '#lib/door'
import { fault, type Io, type Verb } from '#lib/verb'
import { serviceHistory } from '../queries.ts'
import { currentServices, type Service } from '../service.ts'

/** `service show`: what is offered now, and under which rules. */
export const serviceVerb: Verb = {
  name: 'service',
  usage: 'service show [KEY]',
  help: `The services as they are offered now.

  service show       all of them, a line each
  service show KEY   everything about one, and since when each of its versions holds`,
  async run(args, io, { db }) {
    const [what, key, ...more] = args
    if (what !== 'show' || more.length > 0) return fault(io, `usage: ${serviceVerb.usage}`)
    const services = await db.withActor(operator, currentServices)
    if (key === undefined) return showAll(services, io)
    const service = services.find((one) => one.key === key)
    if (!service)
      return fault(io, `There is no service with this key. There are: ${services.map(({ key }) => key).join(', ')}`)
    return showOne(service, io, db)
  },
}

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
