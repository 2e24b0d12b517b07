/** What a coach offers, as far as a wish can ask for it. */
export type Offer = {
  id: string
  active: boolean
  services: readonly string[]
  modes: readonly string[]
  languages: readonly string[]
  gender: string | null
  ethnicallyDiverse: boolean
}

/** What a client asks for. Every preference is hard: whoever does not meet it is not offered. */
export type Wish = {
  service: string
  mode: string
  coachId?: string | undefined
  /** BCP 47. */
  language?: string | undefined
  gender?: string | undefined
  ethnicallyDiverse?: boolean | undefined
}

/** The first thing that keeps a coach from meeting a wish. */
export type Mismatch = 'not active' | 'service' | 'mode' | 'not the coach named' | 'language' | 'gender' | 'not listed'

/** The service that a wish is for: wellbeing coaching with the ethnically diverse preference is a pathway of its own. */
export const serviceAsked = ({ service, ethnicallyDiverse }: Pick<Wish, 'service' | 'ethnicallyDiverse'>): string =>
  ethnicallyDiverse && service === 'lay-too' ? diversePathway : service

/** Whether the wish can only be met by a coach who chose to be listed as ethnically diverse. */
export const asksForListed = (wish: Pick<Wish, 'service' | 'ethnicallyDiverse'>): boolean =>
  wish.ethnicallyDiverse === true || wish.service === diversePathway

/** Says why a coach does not meet a wish, or null when the coach does. */
export function whyNoMatch(coach: Offer, wish: Wish): Mismatch | null {
  if (!coach.active) return 'not active'
  if (wish.coachId !== undefined && wish.coachId !== coach.id) return 'not the coach named'
  if (!coach.services.includes(serviceAsked(wish))) return 'service'
  if (asksForListed(wish) && !coach.ethnicallyDiverse) return 'not listed'
  if (!coach.modes.includes(wish.mode)) return 'mode'
  if (wish.gender !== undefined && wish.gender !== coach.gender) return 'gender'
  return wish.language === undefined || speaks(coach.languages, wish.language) ? null : 'language'
}

/** Whether a coach meets every part of a wish. */
export const matches = (coach: Offer, wish: Wish): boolean => whyNoMatch(coach, wish) === null

/** Whether a language is among those spoken: one tag may say more than the other ("pa" and "pa-Guru"). */
export function speaks(spoken: readonly string[], asked: string): boolean {
  const wanted = asked.toLowerCase()
  return spoken.some((tag) => {
    const known = tag.toLowerCase()
    return known === wanted || known.startsWith(`${wanted}-`) || wanted.startsWith(`${known}-`)
  })
}

const diversePathway = 'lay-too-ed'
