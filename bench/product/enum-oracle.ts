import { dev } from '../../seed/cast.ts'
import { percentile, type Say } from '../figure.ts'
import { layFolder, withDataFolder } from './data-folder.ts'
import { launchProduct } from './launch.ts'

const tries = 300

/** How long the forms that take an address need for one that is known and for one that is not, turn by turn. */
export async function enumOracle(say: (bench: string) => Say): Promise<void> {
  const tell = say('enum-oracle')
  await withDataFolder(async (folder) => {
    let client = { reference: '', email: '' }
    await layFolder(
      folder,
      async () => {},
      async (owner, emailOf) => {
        const { rows } = await owner.query<{ id: string; reference: string }>(
          `select b.id, b.reference from booking b
          where b.status = 'booked' order by b.starts_at desc limit 1`,
        )
        client = { ...rows[0]!, email: await emailOf(rows[0]!.id) }
      },
    )
    const product = await launchProduct(folder, undefined, { TRUSTED_PROXY: '127.0.0.1', HOST: '127.0.0.1' })
    try {
      for (const [action, field, known] of [
        ['/team/sign-in', 'email', dev.email],
        ['/booking', 'contact', client.email],
        ['/you/sign-in', 'contact', client.email],
      ] as const) {
        const took = { known: [] as number[], unknown: [] as number[] }
        for (let i = 0; i < tries + 20; i++)
          for (const who of i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
            const address = who === 'known' ? known : 'nobody.at.all@example.org'
            const form = new URLSearchParams({ reference: client.reference, [field]: address })
            const millis = await send(
              product.baseUrl + action,
              form,
              `198.51.${i >> 6}.${(i % 64) * 2 + (who === 'known' ? 1 : 0)}`,
            )
            if (i >= 20) took[who].push(millis)
          }
        const [here, there] = [percentile(took.known, 0.5), percentile(took.unknown, 0.5)]
        tell(`${action} known`, here, 'ms')
        tell(`${action} unknown`, there, 'ms')
        tell(`${action} apart`, Math.abs(here - there), 'ms', { must: 1 })
      }
    } finally {
      await product.stop()
    }
  })
}

/** One try from an address of its own, so that no limit answers instead. */
async function send(url: string, form: URLSearchParams, from: string): Promise<number> {
  const began = performance.now()
  const reply = await fetch(url, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from },
  })
  await reply.arrayBuffer()
  if (reply.status !== 303) throw new Error(`The form answered ${reply.status}`)
  return performance.now() - began
}
