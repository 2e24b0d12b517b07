const primaryCare = [
  'general-practice',
  'primary-care-network',
  'community-pharmacy',
  'dental-practice',
  'optometry',
  'urgent-primary-care',
]
const secondaryCare = ['nhs-trust']

/** What every service starts from. Clock times are civil times in London. */
const common = {
  version: 1,
  valid_from: '2026-01-01T00:00:00Z',
  modes: ['video', 'phone'],
  also_minutes: [] as number[],
  longer_minutes: 15,
  zone: 'Europe/London',
  opens: '08:00',
  closes: '22:00',
  notice_minutes: 30,
  interpreter_notice_hours: 48,
  buffer_minutes: 15,
  window_days: 28,
  start_every_minutes: 15,
  ethnically_diverse: false,
  settings: primaryCare,
  delivered_by: 'Trained coaches, many of whom have worked in health and care themselves',
}

const oneToOne = { ...common, kind: 'one-to-one', bookable: 'slots', minutes: 45 }

const openToAll = 'Anyone who works in health and care, in any role and on any contract.'

/** The six services as they are first offered. */
export const services = [
  {
    ...oneToOne,
    key: 'lay-too',
    position: 1,
    name: 'Wellbeing coaching',
    description: 'Time with a coach to talk about how you are doing, at work or outside it, and what would help.',
    who_for: `${openToAll} You do not need to be struggling, and nobody has to refer you.`,
    what_happens:
      'You talk for 45 minutes by video or phone. You choose what to talk about. Your coach listens, asks questions ' +
      'and helps you find a next step that suits you. Come once, or come back as often as it helps.',
  },
  {
    ...oneToOne,
    key: 'lay-too-ed',
    position: 2,
    name: 'Wellbeing coaching with a coach from an ethnically diverse background',
    description:
      'The same wellbeing coaching, with a coach who is from an ethnically diverse background and has chosen to offer it.',
    who_for:
      'Anyone who works in health and care, in primary care or in a hospital trust, who would rather talk to a coach ' +
      'from an ethnically diverse background. It is your choice: we do not ask why, and we do not ask about you.',
    what_happens:
      'You talk for 45 minutes by video or phone. You can read about the coaches first, choose a language or a ' +
      'gender, and come back to the same coach.',
    ethnically_diverse: true,
    settings: [...primaryCare, ...secondaryCare],
  },
  {
    ...oneToOne,
    key: 'lay-career',
    position: 3,
    name: 'Career coaching',
    description:
      'Time with a coach to think about your job: what is next, a change, an interview, or staying well in it.',
    who_for: `${openToAll} It does not matter whether you want to stay, move on, return or stop.`,
    what_happens:
      'You talk for 45 minutes by video or phone. Your coach helps you see what matters to you in your work, what ' +
      'your choices are, and what to try first.',
  },
  {
    ...oneToOne,
    key: 'lay-team',
    position: 4,
    name: 'Coaching for leaders and managers',
    description: 'Time with a coach for people who lead or manage others, and coaching for a whole team.',
    kind: 'team',
    minutes: 60,
    who_for: 'Anyone in health and care who leads or manages people, whatever the job title says, and their teams.',
    what_happens:
      'You talk for 60 minutes by video or phone about leading your team: a decision, a conflict, a change, or how you ' +
      'are doing yourself. If you would like coaching for your whole team, tell us and we will plan it with you.',
  },
  {
    ...common,
    key: 'lay-too-group',
    position: 5,
    name: 'Wellbeing group',
    description: 'A small online group of people who work in health and care, led by a coach.',
    kind: 'group',
    bookable: 'enquiry',
    modes: ['video'],
    minutes: 90,
    longer_minutes: 0,
    who_for: `${openToAll} We aim to bring people together who do not work with each other.`,
    what_happens:
      'You meet by video for 90 minutes with a few other people and a coach. You say as much or as little as you like, ' +
      'and you can use any name.',
  },
  {
    ...common,
    key: 'lay-team-away-day',
    position: 6,
    name: 'Team away day',
    description: 'Two or four hours online for your whole team, led by a coach and planned with you.',
    kind: 'away-day',
    bookable: 'enquiry',
    modes: ['video'],
    minutes: 120,
    also_minutes: [240],
    longer_minutes: 0,
    who_for: 'Teams in health and care, such as a whole practice, that can set aside protected time together.',
    what_happens:
      'You and a coach have a planning call about what your team needs. Then your team meets by video for two or four ' +
      'hours. Nobody in the team is asked to say more than they want to, and who uses one-to-one coaching is never known.',
  },
]
