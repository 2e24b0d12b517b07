import type { FastifyReply, FastifyRequest } from 'fastify'
import { compress, takes } from './compress.ts'
import { cookies, isSession } from './cookies.ts'
import type { Cookie, Reply } from './route.ts'
import { pathOfOurs } from './rules.ts'
import type { Filler } from './slots.ts'
import { pathOf } from './visit.ts'

/** How answers are written by one server. */
export type Writing = { baseUrl: string; prefix: string; compress: boolean; fill: Filler }

type Problem = Extract<Reply, { kind: 'problem' }>

/** Writes an answer of a handler. */
export async function send(request: FastifyRequest, reply: FastifyReply, answer: Reply, writing: Writing) {
  for (const cookie of answer.cookies ?? []) setCookie(reply, cookie, writing)
  if (answer.cookies?.some(({ name, value }) => value === null && isSession(name)))
    reply.header('clear-site-data', '"cache"')
  if (answer.headers) reply.headers(answer.headers)
  switch (answer.kind) {
    case 'page':
      reply.code(answer.status ?? 200).type('text/html; charset=utf-8')
      return sendText(request, reply, writing.fill(answer.page, pathOf(request.url)), writing)
    case 'json':
      reply.code(answer.status ?? 200).type('application/json; charset=utf-8')
      return sendText(request, reply, JSON.stringify(answer.body), writing)
    case 'problem':
      reply.code(answer.status).type('application/problem+json; charset=utf-8')
      return sendText(request, reply, JSON.stringify(problemBody(answer)), writing)
    case 'see-other':
      return reply.code(303).header('location', pathOfOurs(answer.path, writing.baseUrl)).send()
    case 'file':
      if (answer.name) reply.header('content-disposition', `attachment; filename="${fileName(answer.name)}"`)
      return reply.code(200).type(answer.type).send(answer.body)
    case 'empty':
      return reply.code(answer.status).send()
  }
}

/** A problem document of RFC 9457; its type leads to the page about the API and ends in the code. */
export const problemBody = ({ code, title, status, detail, more }: Problem) => ({
  type: `/api#${code}`,
  title,
  status,
  ...(detail === undefined ? {} : { detail }),
  ...more,
})

/**
 * Sends a text, smaller where the client takes that. Not to a page of another site that rides on somebody's cookie:
 * the length of a compressed page would tell it something.
 */
async function sendText(request: FastifyRequest, reply: FastifyReply, text: string, writing: Writing) {
  const { headers } = request
  const ridden = headers['sec-fetch-site'] === 'cross-site' && headers.cookie !== undefined
  const smaller = writing.compress && !ridden && text.length > 1_000 && takes(headers['accept-encoding'], 'gzip')
  reply.header('vary', 'accept-encoding')
  if (!smaller) return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(await compress(text))
}

function setCookie(reply: FastifyReply, { name, value }: Cookie, { prefix }: Writing) {
  reply.setCookie(prefix + name, value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: prefix !== '',
    maxAge: value === null ? 0 : cookies[name].seconds,
  })
}

const fileName = (name: string) => name.replace(/[^\w.-]/g, '-')
