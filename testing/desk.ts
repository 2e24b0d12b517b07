import { openDesk } from '../src/booking/behalf/desk.ts'
import { deskRoutes } from '../src/governance/desk-routes.ts'
import { roomOver } from './room.ts'
import { newStaff } from './staff.ts'
import { staffPages } from './staff-pages.ts'
import type { bookingWorld } from './world.ts'

/** What whoever takes calls does, over a world of its own; pages of two members of operations, Sam and Kim. Ends with the test file. */
export async function callDesk(world: Awaited<ReturnType<typeof bookingWorld>>, textSender = true) {
  const { admin, db } = world
  const room = roomOver(world, { textSender })
  const desk = openDesk(room)
  const [samId, kimId] = [await newStaff(admin, 'lead_ops'), await newStaff(admin, 'lead_ops')]
  const browser = await staffPages(world, deskRoutes({ db, desk }))
  return { desk, room, samId, kimId, browser, sam: await browser(samId), kim: await browser(kimId) }
}

/** What a page of the desk holds: the time that is kept, and the starts that are listed. */
export const heldIn = (html: string) => /name="hold" value="([^"]*)"/.exec(html)?.[1] ?? ''
export const slotsIn = (html: string) => /name="slots" value="([^"]*)"/.exec(html)?.[1] ?? ''
