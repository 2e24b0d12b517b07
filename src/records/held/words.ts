import { sentence } from '#lib/text'

/** What each table is called on the page of what is held. One that is not here is called by its own name. */
export const titles: Readonly<Record<string, string>> = {
  client: 'That you are a client',
  booking: 'Your appointments',
  booking_person: 'Name and contacts given for an appointment',
  booking_change: 'Changes to your appointments',
  message: 'Messages about your appointments: when, not what they said',
  reply: 'What you answered to our messages, by a contact that you proved',
  offer: 'Times that were kept for you',
  waiting_alert: 'That you want to be told of a sooner time',
  task: 'What was to be done about your appointments',
  rehome_task: 'When your coach could not be there, and what became of it',
  cover: 'When another coach was asked to hold your appointment, and whether one does',
  acknowledgement: 'When your coach was asked to say that they will be there, and did',
  client_contact: 'How you are reached',
  client_session: 'Where you are signed in',
  client_passphrase: 'That you have a passphrase',
  client_passkey: 'Your passkeys',
  client_change: 'Changes that wait',
  client_notice: 'Notices to you',
  passphrase_try: 'When a passphrase was tried',
  plan_access: 'How your plan is opened',
  evaluation_objection: 'That you take no part in the evaluation',
  legal_hold: 'A reason in law to keep your record',
  former_client: 'Our earlier numbers for you, from before we knew that you are one person',
  engagement: 'With whom you work',
  goal: 'Your goals',
  action_step: 'Your actions',
  goal_rating: 'How you rated your goals',
  coach_note: 'Private notes of your coach, which you can ask us for',
  concern: 'A worry about somebody’s safety, of which you were told',
}

export const tableWords = (table: string): string => titles[table] ?? sentence(table.replaceAll('_', ' '))

/** Columns that say nothing of a person: what compares secrets, and what holds our own rows together. */
const ours =
  /(^|_)(hash|hashes|salt|browser|passkey|xid)$|^(claim_id|api_key_id|link_number|service_version|sequence|coach_id|staff_id|owner_id|lifted_by|asked_by|approved_by|takes_texts|release_at)$/

export const isOurs = (column: string) => ours.test(column)

const words: Readonly<Record<string, string>> = {
  id: 'Our number for it',
  area: 'Area',
  starts_at: 'Starts',
  ends_at: 'Ends',
  made_at: 'Since',
  at: 'When',
  sealed_session_phone: 'Number for the session',
  sealed: 'What it says',
  setting_key: 'Where you work',
  role_group_key: 'What you do',
  service_key: 'Service',
  booking_id: 'Of the appointment',
  coach: 'With',
  mode: 'How',
  longer: 'Longer session',
  unsure: 'Not sure which coaching',
  status: 'State',
  matched_on: 'What you asked of a coach',
  what: 'What',
  by_whom: 'By',
  kind: 'Kind',
  channel: 'By way of',
  sealed_name: 'Name',
  sealed_email: 'Email address',
  sealed_phone: 'Phone number',
  any_time: 'Texts at night, too',
  texts_too: 'Texts as well as email',
  sealed_words: 'What you said',
  not_before: 'Not before',
  sealed_adjustments: 'Help or changes',
  due_at: 'Planned for',
  sent_at: 'Sent',
  verified_at: 'Contact proved',
  until: 'Until',
}

export const columnWords = (column: string): string =>
  words[column] ??
  sentence(
    column
      .replace(/^sealed_/, '')
      .replace(/_(at|on|key|id)$/, '')
      .replaceAll('_', ' '),
  )
