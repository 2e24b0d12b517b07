/** What each level of a concern is called. */
export const levelWords: Readonly<Record<number, string>> = {
  1: 'Support',
  2: 'Concern',
  3: 'Urgent',
  4: 'Emergency',
}
