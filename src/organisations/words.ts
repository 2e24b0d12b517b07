import { clockMinutes, clockWords } from '#lib/time'
import type { Service } from './service.ts'

type Hours = Pick<Service, 'opens' | 'closes'>

/** "8am to 10pm": the hours of the day in which services are offered, from the first that opens to the last that closes. */
export function openWords(services: readonly Hours[]): string {
  const opens = services.map((service) => clockMinutes(service.opens))
  const closes = services.map((service) => clockMinutes(service.closes))
  return `${clockWords(Math.min(...opens))} to ${clockWords(Math.max(...closes))}`
}

/** "4 weeks", "10 days": how far ahead a service can be booked. */
export function windowWords({ windowDays }: Pick<Service, 'windowDays'>): string {
  const [many, unit] = windowDays % 7 === 0 ? [windowDays / 7, 'week'] : [windowDays, 'day']
  return many === 1 ? unit : `${many} ${unit}s`
}
