import { z } from 'zod'
import { genders } from '#coaches'
import { programmeZone } from '#lib/time'
import { readMoment } from './moment.ts'

/** What goes in and comes out of the API. The same schemas check the calls and write the OpenAPI document. */
const mode = z.enum(['video', 'phone'])
const gender = z.enum(genders)
const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en" or "pa"')
  .max(35)
const moment = z
  .string()
  .transform((text, context) => {
    const at = readMoment(text)
    if (typeof at !== 'string') return at
    context.addIssue(at)
    return z.NEVER
  })
  .meta({ format: 'date-time' })
const howMany = 'must be a whole number from 1 to 5000'
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** While no new booking of a service is taken: why, from when and until when. */
const paused = z.object({ reason: z.string(), from: z.string(), until: z.string() })
const moving = z.uuid().optional().meta({
  description: 'The booking that is to be moved: times are found and held for it while new bookings are paused',
})

export const serviceSchema = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['one-to-one', 'group', 'team', 'away-day']),
  modes: z.array(mode),
  minutes: z.int(),
  bookable: z.enum(['slots', 'enquiry']),
  paused: paused.optional(),
})
export const servicesSchema = z.object({ services: z.array(serviceSchema) })

export const availabilityQuery = z.strictObject({
  service: z.string().min(1),
  mode,
  from: moment.optional(),
  to: moment.optional(),
  limit: z
    .preprocess(
      (text) => (/^[0-9]{1,9}$/.test(String(text)) ? Number(text) : text),
      z.int(howMany).min(1, howMany).max(5_000, howMany),
    )
    .default(20)
    .meta({ description: 'The most starts to answer; 20 where nothing is said' }),
  coach: z.uuid().optional(),
  language: languageTag.optional(),
  gender: gender.optional(),
  ethnicallyDiverse: flag.optional(),
  longer: flag.optional(),
  moving,
})

const slot = z.object({ start: z.string(), end: z.string(), coaches: z.int() })
export const availabilitySchema = z.object({
  zone: z.literal(programmeZone),
  slots: z.array(slot),
  days: z.array(z.object({ date: z.string(), slots: z.int() })),
  next: z.string().nullable(),
  paused: paused.optional(),
})

export const holdBody = z.strictObject({
  service: z.string().min(1),
  start: moment,
  mode,
  coach: z.uuid().optional(),
  language: languageTag.optional(),
  gender: gender.optional(),
  ethnicallyDiverse: z.boolean().optional(),
  longer: z.boolean().optional(),
  moving,
})
export const holdSchema = z.object({
  id: z.uuid(),
  start: z.string(),
  end: z.string(),
  expiresAt: z.string(),
  coach: z.object({ id: z.uuid(), name: z.string() }),
})

export const bookingBody = z.strictObject({
  hold: z.uuid(),
  client: z.strictObject({
    name: z.string().max(5_000),
    email: z.string().max(400).optional(),
    phone: z.string().max(100).optional(),
  }),
  adjustments: z
    .array(z.enum(['captions', 'bsl', 'interpreter', 'chat', 'companion']))
    .max(5)
    .optional(),
  area: z.string().max(10).optional(),
})
export const moveBody = z.strictObject({ hold: z.uuid() })
/** A cancellation says nothing; some callers send an empty object all the same. */
export const cancelBody = z.strictObject({})

export const bookingSchema = z.object({
  id: z.uuid(),
  reference: z.string(),
  start: z.string(),
  end: z.string(),
  mode,
  coach: z.object({ id: z.uuid(), name: z.string() }),
  status: z.enum(['booked', 'cancelled', 'fulfilled', 'noshow']),
  sequence: z.int(),
})

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  alternatives: z.array(slot).optional(),
  paused: paused.optional(),
})
