/** One made-up coach: name, gender, what they did before, languages besides English, and their own choice to be listed. */
export type Sketch = {
  name: string
  gender: 'woman' | 'man' | 'other' | null
  background: Background
  languages: readonly string[]
  listed: boolean
}

export type Background = keyof typeof backgrounds

/** What coaches did before they became coaches, as a client reads it. */
export const backgrounds = {
  gp: 'GP',
  'practice nurse': 'Former practice nurse',
  'ward nurse': 'Hospital nurse',
  midwife: 'Community midwife',
  pharmacist: 'Pharmacist',
  paramedic: 'Paramedic',
  manager: 'Practice manager',
  'social care': 'Social care manager',
  physio: 'Physiotherapist',
  'mental health': 'Mental health nurse',
  dentist: 'Dentist',
  'link worker': 'Social prescribing link worker',
  operations: 'Hospital operations manager',
} as const

const coach = (
  name: string,
  gender: Sketch['gender'],
  background: Background,
  languages = '',
  listed = false,
): Sketch => ({ name, gender, background, languages: languages.split(' ').filter(Boolean), listed })

const listedCoach = (name: string, gender: Sketch['gender'], background: Background, languages = '') =>
  coach(name, gender, background, languages, true)

/** Coaches who chose to be listed for the ethnically diverse pathway; Dev and Ama come first. */
export const listed: readonly Sketch[] = [
  listedCoach('Dev Solanki', 'man', 'practice nurse', 'gu hi'),
  listedCoach('Ama Boateng', 'woman', 'midwife', 'tw'),
  listedCoach('Folasade Adeyemi', 'woman', 'gp', 'yo'),
  listedCoach('Imran Chaudhry', 'man', 'pharmacist', 'ur pa'),
  listedCoach('Harpreet Gill', 'woman', 'ward nurse', 'pa'),
  listedCoach('Thivya Sivakumar', 'woman', 'gp', 'ta'),
  listedCoach('Samira Haddad', 'woman', 'mental health', 'ar fr'),
  listedCoach('Marisol Santos', 'woman', 'ward nurse', 'tl'),
  listedCoach('Chidi Okonkwo', 'man', 'paramedic', 'ig'),
  listedCoach('Nasreen Begum', 'woman', 'manager', 'bn syl'),
  listedCoach('Wei Ling Tan', 'woman', 'pharmacist', 'yue ms'),
  listedCoach('Kwame Mensah', 'man', 'social care', 'tw'),
  listedCoach('Leila Farahani', 'woman', 'dentist', 'fa'),
  listedCoach('Jaspal Dhaliwal', 'man', 'gp', 'pa hi'),
  listedCoach('Tendai Moyo', 'man', 'ward nurse', 'sn'),
  listedCoach('Shanelle Campbell', 'woman', 'link worker'),
  listedCoach('Yusuf Warsame', 'man', 'link worker', 'so ar'),
  listedCoach('Anjali Menon', 'woman', 'physio', 'ml hi'),
  listedCoach('Marlon Baptiste', 'man', 'operations'),
  listedCoach('Ayesha Rahman', 'woman', 'practice nurse', 'bn ur'),
]

/** Everybody else. Being listed is a choice: some who could have chosen it did not. */
export const others: readonly Sketch[] = [
  coach('Gwen Pritchard', 'woman', 'gp', 'cy'),
  coach('Peter Hargreaves', 'man', 'manager'),
  coach('Agnieszka Nowak', 'woman', 'ward nurse', 'pl'),
  coach('Hannah Whitfield', 'woman', 'social care', 'bfi'),
  coach('Callum Reid', 'man', 'gp'),
  coach('Ioana Popescu', 'woman', 'practice nurse', 'ro'),
  coach('Joanne Tattersall', 'woman', 'operations'),
  coach('Tomasz Wójcik', 'man', 'social care', 'pl'),
  coach('Siobhán Kelleher', 'woman', 'midwife', 'ga'),
  coach('Robin Vale', 'other', 'mental health'),
  coach('Rhys Llewellyn', 'man', 'paramedic', 'cy'),
  coach('Margaret Ellison', 'woman', 'practice nurse'),
  coach('Elena Marchetti', 'woman', 'pharmacist', 'it'),
  coach('Stephen Oakley', 'man', 'gp'),
  coach('Oliver Bancroft', 'man', 'physio', 'bfi'),
  coach('Catherine Boyle', 'woman', 'manager'),
  coach('João Ferreira', 'man', 'ward nurse', 'pt es'),
  coach('Fiona MacLeod', 'woman', 'gp', 'gd'),
  coach('Vikram Rao', 'man', 'dentist', 'te kn'),
  coach('Lucy Fairbairn', 'woman', 'link worker'),
  coach('Michael Denny', 'man', 'mental health'),
  coach('Katarzyna Zielińska', 'woman', 'social care', 'pl'),
  coach('Andrew Thistlewood', 'man', 'operations'),
  coach('Sofia Papadaki', 'woman', 'physio', 'el'),
  coach('Rachel Goldberg', 'woman', 'gp', 'he'),
  coach('Tom Ashworth', 'man', 'paramedic'),
  coach('Mehmet Yıldız', 'man', 'pharmacist', 'tr'),
  coach('Beth Cartwright', 'woman', 'ward nurse'),
  coach('Alex Marlowe', 'other', 'link worker'),
  coach('Neil Garside', 'man', 'manager'),
  coach('Kathleen Doyle', 'woman', 'midwife'),
  coach('Jonathan Frith', 'man', 'gp', 'fr'),
  coach('Alison Meadows', 'woman', 'social care'),
  coach('Daniel Rosen', 'man', 'mental health'),
  coach('Claire Dunmore', 'woman', 'pharmacist'),
  coach('Simon Wetherby', 'man', 'dentist'),
  coach('Laura Penrose', 'woman', 'practice nurse'),
  coach('Oksana Melnyk', 'woman', 'ward nurse', 'uk ru'),
  coach('David Inglis', null, 'operations'),
  coach('Emma Sutcliffe', 'woman', 'gp'),
]
