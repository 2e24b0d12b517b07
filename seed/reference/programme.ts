const start = { version: 1, valid_from: '2026-01-01T00:00:00Z' }

/** What the programme says of itself until its operator says more (`lay programme set`). */
export const programme = { ...start, name: 'Looking After', area: 'England' }

/** What it says in the demonstration. The numbers are ones that the regulator keeps for drama: they reach nobody. */
export const demoProgramme = {
  ...start,
  version: 2,
  name: 'Looking After',
  area: 'England',
  phone: '0808 157 0123',
  duty_phone: '0808 157 0199',
  email: 'help@looking-after.example',
  run_by: 'Harbour Coaching Partnership, with Northern Roots Coaching and Meridian Coaching for Care',
  paid_by: 'the integrated care boards of England, which plan and pay for local health services',
  controller: 'Harbour Coaching Partnership',
}
