import autocannon from 'autocannon'
import { percentile, type Say } from '../figure.ts'
import { withDataFolder } from './data-folder.ts'
import { walkToTimes } from './journey.ts'
import { launchProduct } from './launch.ts'

const seconds = 10

/** The choose-a-time page for people who see it for the first time: each visit writes its request record. */
export async function page(say: (bench: string) => Say): Promise<void> {
  const tell = say('page')
  await withDataFolder(async (folder) => {
    const product = await launchProduct(folder)
    try {
      const cookie = await walkToTimes(product.baseUrl)
      const url = `${product.baseUrl}/book/time`
      await visit(url, cookie, 2)
      const { rate, millis, bytes } = await visit(url, cookie, seconds)
      tell('pages', rate, 'per second', { must: 400, aim: 2_000, kind: 'least' })
      tell('p50', percentile(millis, 0.5), 'ms')
      tell('p99', percentile(millis, 0.99), 'ms', { must: 150 })
      tell('size', bytes / 1_024, 'kB')
    } finally {
      await product.stop()
    }
  })
}

/** Visits by 32 connections for some seconds; every answer must be the page. */
async function visit(url: string, cookie: string, duration: number) {
  const millis: number[] = []
  const running = autocannon({ url, duration, connections: 32, headers: { cookie } })
  running.on('response', (_: unknown, status: number, __: number, time: number) => {
    if (status !== 200) throw new Error(`The page answered ${status}`)
    millis.push(time)
  })
  const { throughput } = await running
  return { rate: millis.length / duration, millis, bytes: throughput.total / millis.length }
}
