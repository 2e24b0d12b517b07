import type { Chance } from '../random.ts'
import type { Background } from './people.ts'

const first: Record<Background, readonly string[]> = {
  gp: ['I was a GP partner for fourteen years, and I know what a duty day takes out of you.'],
  'practice nurse': ['I ran clinics in general practice for many years, most of them a nurse short.'],
  'ward nurse': ['I worked on busy wards, nights and days, and later led a team of nurses.'],
  midwife: ['I worked as a midwife, on the labour ward first and then out in the community.'],
  pharmacist: ['I have been a pharmacist in the community and in general practice.'],
  paramedic: ['I spent ten years on ambulances and in the control room before I trained as a coach.'],
  manager: ['I managed two practices, through mergers, inspections and winters.'],
  'social care': ['I managed home care and a residential home, with never quite enough people.'],
  physio: ['I am a physiotherapist by trade and worked in hospitals and in musculoskeletal clinics.'],
  'mental health': ['I nursed in community mental health teams and supervised colleagues there.'],
  dentist: ['I was a dentist in a mixed practice and know how lonely a full list can be.'],
  'link worker': ['I helped people find what would help them, and learned how much listening does.'],
  operations: ['I ran hospital operations: rotas, beds, and the calls at six in the morning.'],
}

const then = [
  'People bring me exhaustion, difficult colleagues, or the feeling of always being behind.',
  'We look at what is in your hands and start small.',
  'I ask more than I advise, and we stop when you have what you came for.',
  'You choose what we talk about. Nothing is too small.',
  'I like plain words and one next step.',
  'Some people come once, some come back. Both are fine.',
  'I have been close to burning out myself, and I do not forget it.',
  'We can be quiet for a while too. It is your time.',
]

const last = [
  'Away from work I grow vegetables, badly.',
  'At weekends you find me on a hill or in a choir.',
  'I coach in the evenings because that is when I would have needed it.',
  'I walk a lot, in any weather.',
  'I live by the sea and work from there.',
  'I am an accredited coach and have supervision every month.',
]

/** A few sentences that a coach might say of themselves. */
export const biography = (background: Background, chance: Chance): string =>
  [chance.one(first[background]), ...chance.shuffled(then).slice(0, 2), chance.one(last)].join(' ')
