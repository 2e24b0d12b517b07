/** On what the law lets us keep something. */
export type Basis = 'interests' | 'consent' | 'obligation' | 'safeguarding'

export type Kept = {
  what: string
  purpose: string
  basis: Basis
  seenBy: string
  howLong: string
  /** The rule of retention, and the row of the table of who sees what, that these words must agree with. */
  rule?: string
  data?: string
}

/** What is kept of a person. Whoever changes what is kept, who sees it or for how long, changes these words with it. */
export const kept: readonly Kept[] = [
  {
    what: 'The name you give, your email address or mobile number',
    purpose: 'So that your coach knows what to call you, and to send you details, reminders and codes',
    basis: 'interests',
    seenBy:
      'Your coach sees the name. People who run the service see either only when something goes wrong and they say why; each time is recorded, and you can see it',
    howLong: '24 months after your last session at the latest',
    rule: 'booking_identified',
    data: 'client name and contact',
  },
  {
    what: 'The number to ring',
    purpose: 'So that your coach can call you for a phone session, or when video fails',
    basis: 'interests',
    seenBy:
      'Your coach, from 5 minutes before the session until 30 minutes after it. People who run the service only as above',
    howLong: '24 hours after the session',
    data: 'client name and contact',
  },
  {
    what: 'When and how you talk, and with which coach',
    purpose: 'To hold the session',
    basis: 'interests',
    seenBy: 'Your coach, and people who run the service. Those who pay see counts that hide small numbers',
    howLong: '24 months after your last session; then it can no longer be told whose it was',
    rule: 'booking_identified',
    data: 'booking time and mode',
  },
  {
    what: 'Help or changes you ask for, such as an interpreter',
    purpose: 'To make the session work for you',
    basis: 'consent',
    seenBy: 'Your coach, and people who run the service where they have to arrange it. Those who pay see counts',
    howLong: '24 months after your last session',
    rule: 'booking_identified',
    data: 'reasonable adjustments',
  },
  {
    what: 'Your area, kind of workplace and role, if you say them',
    purpose: 'To count who the service reaches',
    basis: 'interests',
    seenBy:
      'People who run the service. Those who pay see counts that hide small numbers. Nobody sees them beside your name',
    howLong: '24 months after your last session',
    rule: 'booking_identified',
    data: 'ICB and region',
  },
  {
    what: 'Your workplace, if you look it up',
    purpose: 'To find your area',
    basis: 'interests',
    seenBy: 'Nobody',
    howLong: 'Not kept: it is forgotten as soon as your area is found',
    data: 'employer or practice (used within the request for area and conflict, then forgotten: not kept)',
  },
  {
    what: 'What you have answered before you book',
    purpose: 'So that nothing is lost when your connection is',
    basis: 'interests',
    seenBy: 'Nobody: it is locked and stays in your own browser',
    howLong: '30 minutes',
  },
  {
    what: 'How you sign in, and where you are signed in',
    purpose: 'So that nobody else opens what is yours',
    basis: 'interests',
    seenBy: 'You. We hold no passkey and no passphrase, only what is needed to check them',
    howLong: 'Until you remove it, and 24 months after your last session at the latest',
    rule: 'booking_identified',
  },
  {
    what: 'That a message of some kind was sent to you, and when',
    purpose: 'To see whether messages arrive',
    basis: 'interests',
    seenBy: 'People who run the service; it holds no words, no names and no address',
    howLong: '24 months',
    rule: 'message_metadata',
  },
  {
    what: 'What you answer to a text of ours, and your number where we know it from no appointment',
    purpose: 'To answer you',
    basis: 'interests',
    seenBy: 'People who run the service, one at a time; each time it is shown, we record that',
    howLong: '6 months',
    rule: 'reply_to_text',
  },
  {
    what: 'What you send when you are interested in a group, team coaching or an away day',
    purpose: 'To write back to you',
    basis: 'interests',
    seenBy: 'People who run the service, one at a time; each time it is shown, we record that',
    howLong: '30 days after we answer, and a year at the latest',
  },
  {
    what: 'A record of who opened, changed or booked what, and when',
    purpose: 'So that you, and those who check us, can see who did what',
    basis: 'obligation',
    seenBy: 'You, for what is yours; people who run the service, for what they did themselves; those who check us',
    howLong: '6 years',
    rule: 'audit_log',
    data: 'audit log',
  },
  {
    what: 'A record that somebody could be seriously harmed',
    purpose: 'To keep people safe',
    basis: 'safeguarding',
    seenBy:
      'Your coach, who raised it and would tell you, and the few people who must act on it. People who run the service see how long it has waited; those who pay see how many there were',
    howLong: '8 years after it is closed; you cannot have it deleted before',
    rule: 'escalation_safeguarding',
    data: 'escalation',
  },
  {
    what: 'A complaint about your information',
    purpose: 'To answer it, and to show that we did',
    basis: 'obligation',
    seenBy: 'Those who answer it',
    howLong: '6 years after it is closed',
    rule: 'data_protection_complaint',
  },
]
