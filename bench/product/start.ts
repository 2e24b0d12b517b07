import type { Say } from '../figure.ts'
import { withDataFolder } from './data-folder.ts'
import { launchProduct } from './launch.ts'

/** From `npm start` to the first page: the first time, with all the laying of data, and the second time. */
export async function start(say: (bench: string) => Say): Promise<void> {
  const tell = say('start')
  await withDataFolder(async (folder) => {
    tell('first', await secondsToStart(folder), 's')
    tell('second', await secondsToStart(folder), 's', { must: 4, aim: 2 })
  })
}

async function secondsToStart(folder: string): Promise<number> {
  const began = performance.now()
  const product = await launchProduct(folder, ['npm', 'start'])
  const seconds = (performance.now() - began) / 1_000
  await product.stop()
  return seconds
}
