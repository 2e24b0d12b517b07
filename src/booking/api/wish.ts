import type { z } from 'zod'
import type { Service } from '#organisations'
import type { Wish } from '../wish.ts'
import { invalid, type Answer } from './answer.ts'
import type { holdBody } from './schemas.ts'

type Asked = Omit<z.infer<typeof holdBody>, 'start' | 'moving'>

/** The wish of a call, or what is wrong with it. The flag makes `lay-too` the culturally responsive service. */
export function wishOfCall(
  asked: { [K in keyof Asked]: Asked[K] | undefined },
  services: readonly Service[],
): Wish | Answer {
  const key = asked.service === 'lay-too' && asked.ethnicallyDiverse ? 'lay-too-ed' : asked.service
  const service = services.find((one) => one.key === key)
  if (!service) return invalid([{ path: 'service', message: 'is not a service' }])
  if (service.bookable !== 'slots') return invalid([{ path: 'service', message: 'is booked by enquiry, not by slots' }])
  if (!service.modes.includes(asked.mode!))
    return invalid([{ path: 'mode', message: 'is not offered for this service' }])
  return {
    service,
    mode: asked.mode!,
    longer: asked.longer ?? false,
    interpreter: false,
    ...(asked.ethnicallyDiverse || service.ethnicallyDiverse ? { ethnicallyDiverse: true } : {}),
    ...(asked.coach ? { coachId: asked.coach } : {}),
    ...(asked.language ? { language: asked.language } : {}),
    ...(asked.gender ? { gender: asked.gender } : {}),
  }
}

export const isAnswer = (one: Wish | Answer): one is Answer => 'status' in one
