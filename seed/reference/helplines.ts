const always = 'All day, every day'

/** Whom to reach when coaching is not enough or not now. Public facts; operators change them with `lay helpline`. */
export const helplines = [
  {
    key: 'emergency',
    name: 'Emergency services',
    words: 'Call if a life is at risk now, yours or somebody else’s. You can also go to any A&E department.',
    phone: '999',
    hours: always,
    urgent: true,
    position: 1,
  },
  {
    key: 'emergency-text-relay',
    name: 'Emergency services by text relay',
    words: 'Call this number from a textphone or the Relay UK app if you cannot hear or speak on the phone.',
    phone: '18000',
    url: 'https://www.relayuk.bt.com',
    hours: always,
    urgent: true,
    position: 2,
  },
  {
    key: 'nhs-111',
    name: 'NHS 111, mental health option',
    words:
      'Call 111 and choose option 2 for urgent help with your mental health. By text relay, call 18001 111. ' +
      'In British Sign Language, use the video interpreter on the 111 website.',
    phone: '111',
    url: 'https://111.nhs.uk',
    hours: always,
    urgent: true,
    position: 3,
  },
  {
    key: 'samaritans',
    name: 'Samaritans',
    words: 'Call free, from any phone, to talk to somebody about anything that is upsetting you.',
    phone: '116 123',
    url: 'https://www.samaritans.org',
    hours: always,
    urgent: true,
    position: 4,
  },
  {
    key: 'shout',
    name: 'Shout',
    words: 'Text the word SHOUT to have a text conversation with a trained volunteer when you need help now.',
    text_to: '85258',
    url: 'https://giveusashout.org',
    hours: always,
    urgent: true,
    position: 5,
  },
  {
    key: 'practitioner-health',
    name: 'NHS Practitioner Health',
    words:
      'A confidential NHS service for health professionals with a mental health or addiction problem. See its website for who it is for.',
    phone: '0300 0303 300',
    url: 'https://www.practitionerhealth.nhs.uk',
    hours: 'Not all day: opening hours are on its website',
    urgent: false,
    position: 10,
  },
  {
    key: 'bma-wellbeing',
    name: 'BMA counselling and peer support',
    words: 'Free and confidential, for all doctors and medical students, members of the BMA or not.',
    phone: '0330 123 1245',
    url: 'https://www.bma.org.uk/advice-and-support/your-wellbeing',
    hours: always,
    urgent: false,
    position: 11,
  },
  {
    key: 'domestic-abuse',
    name: 'National Domestic Abuse Helpline',
    words:
      'Free and confidential, for women who are experiencing domestic abuse and for people who are worried about them.',
    phone: '0808 2000 247',
    url: 'https://www.nationaldahelpline.org.uk',
    hours: always,
    urgent: false,
    position: 12,
  },
  {
    key: 'mens-advice-line',
    name: 'Men’s Advice Line',
    words:
      'Free and confidential, for men who are experiencing domestic abuse and for people who are worried about them.',
    phone: '0808 801 0327',
    url: 'https://mensadviceline.org.uk',
    hours: 'Not all day: opening hours are on its website',
    urgent: false,
    position: 13,
  },
].map((helpline) => ({ phone: null, text_to: null, url: null, valid_from: '2026-01-01', ...helpline }))
