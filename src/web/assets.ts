import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { html, type SafeHtml } from '#lib/html'
import { encodingOf } from './compress.ts'

/** What pages load: the tags for every head, those for a page that asks for a passkey or shows a week, and the files, in memory. */
export type Assets = { links: SafeHtml; passkeys: SafeHtml; times: SafeHtml; files: ReadonlyMap<string, Asset> }
type Asset = { type: string; plain: Buffer; br: Buffer; gzip: Buffer }

/** A built list of assets: the kind of each, and its file's name, which changes with its content. */
export type AssetList = {
  inputs: string
  files: { css: string; js: string; svg: string; passkeys: string; times: string }
}

export const noAssets: Assets = { links: html``, passkeys: html``, times: html``, files: new Map() }

/** Reads what `buildAssets` laid into a folder. */
export async function openAssets(folder: string): Promise<Assets> {
  const { files } = JSON.parse(await readFile(join(folder, 'list.json'), 'utf8')) as AssetList
  const read = async (name: string, type: string): Promise<[string, Asset]> => {
    const [plain, br, gzip] = await Promise.all(['', '.br', '.gz'].map((end) => readFile(join(folder, name + end))))
    return [name, { type, plain: plain!, br: br!, gzip: gzip! }]
  }
  return {
    links: html`<link rel="stylesheet" href="/assets/${files.css}">
<link rel="icon" href="/assets/${files.svg}" type="image/svg+xml">
<script type="module" src="/assets/${files.js}"></script>`,
    passkeys: html`<script type="module" src="/assets/${files.passkeys}"></script>`,
    times: html`<script type="module" src="/assets/${files.times}"></script>`,
    files: new Map(
      await Promise.all([
        read(files.css, 'text/css; charset=utf-8'),
        read(files.js, 'text/javascript; charset=utf-8'),
        read(files.passkeys, 'text/javascript; charset=utf-8'),
        read(files.times, 'text/javascript; charset=utf-8'),
        read(files.svg, 'image/svg+xml'),
      ]),
    ),
  }
}

/** Serves the files under `/assets/`, for ever the same under the same name. */
export function serveAssets(app: FastifyInstance, { files }: Assets) {
  for (const [name, asset] of files)
    app.get(`/assets/${name}`, async ({ headers }, reply) => {
      const encoding = encodingOf(headers['accept-encoding'])
      reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      if (encoding) reply.header('content-encoding', encoding)
      return reply.type(asset.type).send(asset[encoding ?? 'plain'])
    })
}
