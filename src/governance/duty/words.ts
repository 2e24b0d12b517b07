import type { NewConcern } from './raise.ts'

type Level = NewConcern['level']

/** What each level of a concern is called, and what it means to whoever raises one. */
export const levelWords: Readonly<Record<Level, string>> = {
  1: 'Support',
  2: 'Concern',
  3: 'Urgent',
  4: 'Emergency',
}
export const levelMeaning: Readonly<Record<Level, string>> = {
  1: 'distress or strain, and no risk was voiced',
  2: 'thoughts of not being here, neglect of themselves, violence at home',
  3: 'they have a plan to end their life, or somebody is at risk of serious harm',
  4: 'life is at risk now',
}

/** What a concern can be about. */
export const themeWords: Readonly<Record<NewConcern['theme'], string>> = {
  'harm-to-self': 'Harm to themselves',
  'harm-to-others': 'Harm to others',
  abuse: 'Abuse',
  'patient-safety': 'Safety of patients',
  other: 'Something else',
}

/** The same of a row. */
export const levelOf = (level: number): string => `${level}: ${levelWords[level as Level]}`
export const themeOf = (theme: string): string => themeWords[theme as NewConcern['theme']]
