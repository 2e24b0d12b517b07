import { launchBrowser } from '../../testing/browser.ts'
import type { Say } from '../figure.ts'
import { withDataFolder } from './data-folder.ts'
import { launchProduct } from './launch.ts'

/** The start page and all that it loads, in bytes as they came over the line, and whom else the browser asked. */
export async function weight(say: (bench: string) => Say): Promise<void> {
  const tell = say('weight')
  await withDataFolder(async (folder) => {
    const product = await launchProduct(folder)
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      const line = await page.context().newCDPSession(page)
      const hosts: string[] = []
      let bytes = 0
      line.on('Network.requestWillBeSent', ({ request }) => hosts.push(new URL(request.url).host))
      line.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
      await line.send('Network.enable')
      await page.goto(product.baseUrl, { waitUntil: 'networkidle' })
      tell('compressed', bytes / 1_000, 'kB', { must: 60, aim: 40 })
      tell('requests', hosts.length, 'requests')
      const own = new URL(product.baseUrl).host
      tell('to others', hosts.filter((host) => host !== own && host !== '').length, 'requests', {
        must: 0,
        kind: 'exactly',
      })
    } finally {
      await browser.close()
      await product.stop()
    }
  })
}
