import type { Pattern } from '#coaches'
import { ama, dev } from './cast.ts'
import { backgrounds, listed, others, type Sketch } from './coaches/people.ts'
import { weekOfAma, weekOfDev, weeks } from './coaches/weeks.ts'
import { biography } from './coaches/words.ts'
import { chanceFrom, idOf } from './random.ts'

export type DemoCoach = {
  id: string
  providerKey: string
  email: string
  nameShown: string
  background: string
  biography: string
  gender: Sketch['gender']
  languages: string[]
  ethnicallyDiverse: boolean
  modes: string[]
  services: string[]
  meetingLink: string | null
  dailyCap: number
  gapMinutes: number
  patterns: readonly Pattern[]
}

export type DemoProvider = { key: string; name: string; lead: boolean }

export const demoProviders: readonly DemoProvider[] = [
  { key: 'harbour', name: 'Harbour Coaching Partnership', lead: true },
  { key: 'northern-roots', name: 'Northern Roots Coaching', lead: false },
  { key: 'meridian', name: 'Meridian Coaching for Care', lead: false },
]

/** The demonstration's coaches: the same sixty every time. Every hour from 8am to 10pm is worked by several of them. */
export const demoCoaches = (): DemoCoach[] => [
  ...listed.map((sketch, i) => makeCoach(sketch, i, weeks[i % 6]!)),
  ...others.map((sketch, i) => makeCoach(sketch, listed.length + i, weeks[i % weeks.length]!)),
]

function makeCoach(sketch: Sketch, i: number, week: readonly Pattern[]): DemoCoach {
  const own = { 'Dev Solanki': dev, 'Ama Boateng': ama }[sketch.name]
  const key = own?.key ?? keyOf(sketch.name)
  const chance = chanceFrom(i + 1)
  const modes = modesOf(sketch, i)
  return {
    id: idOf('coach', key),
    providerKey: demoProviders[own ? 0 : i % demoProviders.length]!.key,
    email: `${key}@example.org`,
    nameShown: sketch.name,
    background: backgrounds[sketch.background],
    biography: biography(sketch.background, chance),
    gender: sketch.gender,
    languages: ['en', ...sketch.languages],
    ethnicallyDiverse: sketch.listed,
    modes,
    services: servicesOf(sketch, i),
    meetingLink: modes.includes('video') ? `https://video.example.org/${key}` : null,
    dailyCap: own === ama ? 7 : own === dev ? 6 : chance.one([6, 6, 6, 5, 4]),
    gapMinutes: own ? 15 : chance.one([15, 15, 15, 30]),
    patterns: own === dev ? weekOfDev : own === ama ? weekOfAma : week,
  }
}

/** Everybody signs who signs can see; a few others keep to one way of talking. */
function modesOf({ languages, listed }: Sketch, i: number): string[] {
  if (languages.includes('bfi') || (!listed && i % 17 === 16)) return ['video']
  return !listed && i % 19 === 18 ? ['phone'] : ['video', 'phone']
}

function servicesOf({ listed, background }: Sketch, i: number): string[] {
  const leads = ['manager', 'operations', 'gp', 'social care'].includes(background)
  return [
    'lay-too',
    ...(listed ? ['lay-too-ed'] : []),
    ...(leads ? ['lay-team'] : []),
    ...((i + Math.floor(i / 6)) % 3 === 0 ? ['lay-career'] : []),
  ]
}

const keyOf = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.')
