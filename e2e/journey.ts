import type { Person } from './person.ts'

/** What somebody answers from the start page to the booking. */
export type Plan = {
  topic?: string
  who?: string
  /** A coach by name, after "Let me choose a coach". */
  coach?: string
  how?: string
  name?: string
  email?: string
  phone?: string
}

/** From the start page to the times. */
export async function reachTimes(someone: Person, plan: Plan = {}): Promise<void> {
  await someone.open('/')
  await someone.press('Start now')
  await someone.choose(plan.topic ?? 'How I am doing')
  await someone.press('Continue')
  await someone.choose(plan.who ?? (plan.coach ? 'Let me choose a coach' : 'Whoever is free first'))
  await someone.press('Continue')
  if (plan.coach) {
    const named = someone.page.getByLabel(plan.coach, { exact: true })
    while ((await named.count()) === 0) await someone.follow('Next coaches')
    await someone.tick(named)
    await someone.press('Continue')
  }
  await someone.choose(plan.how ?? 'By video')
  await someone.press('Continue')
}

/** From the times to the page that asks where to send the details; takes the first time there is. */
export async function takeFirstTime(someone: Person, by = 'Book this time'): Promise<number> {
  await someone.tick(someone.page.locator('input[name=start]').first())
  return someone.press(by)
}

/** The contact page and the interruption where the address looks like work; ends at the questions about work. */
export async function sayContact(someone: Person, plan: Plan): Promise<void> {
  await someone.write('What should we call you?', plan.name ?? 'Amina')
  const phoned = plan.how?.startsWith('By phone') ?? false
  if (plan.phone && phoned) await someone.write('Phone number', plan.phone)
  if (plan.phone && (!phoned || !plan.email)) await someone.tick(way(someone, 'Text message'))
  if (plan.phone && !phoned) await someone.write('Mobile number', plan.phone)
  if (plan.email) {
    await someone.tick(way(someone, 'Email'))
    await someone.write('Email address', plan.email)
  }
  await someone.press('Continue')
  if ((await someone.heading()) === 'This looks like a work address') await someone.press('Carry on')
}

const way = ({ page }: Person, name: string) => page.getByRole('checkbox', { name, exact: true })

/** Who they are and what their work is; ends at the check. */
export async function sayWho(someone: Person, plan: Plan): Promise<void> {
  await sayContact(someone, plan)
  await someone.choose('I prefer not to say', 'What kind of place do you work in?')
  await someone.choose('I prefer not to say', 'Which is closest to your role?')
  await someone.press('Continue')
}

/** The whole journey to "You are booked". Gives the path of the booking's page. */
export async function bookFor(someone: Person, plan: Plan): Promise<string> {
  await reachTimes(someone, plan)
  await takeFirstTime(someone)
  await sayWho(someone, plan)
  await someone.press('Confirm and book')
  return new URL(someone.page.url()).pathname
}
