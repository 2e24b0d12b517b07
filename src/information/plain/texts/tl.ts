import type { PlainText } from '../text.ts'

export const tl: PlainText = {
  key: 'tl',
  lang: 'tl',
  dir: 'ltr',
  name: 'Tagalog',
  english: 'Tagalog',
  version: 1,
  writtenOn: '2026-11-26',
  title: 'Makipag-usap sa isang coach',
  draft: 'Burador ito. Wala pang nagsuri ng tekstong ito.',
  headings: {
    about: 'Ano ito?',
    confidential: 'Kumpidensyal ba ito?',
    booking: 'Paano magpa-iskedyul',
    urgent: 'Kung kailangan mo ng tulong ngayon',
  },
  what: [
    'Maaari kang makipag-usap sa isang coach tungkol sa lagay mo, sa trabaho mo o sa karera mo.',
    'Nakikinig ang coach at tinutulungan kang hanapin ang susunod na hakbang.',
    'Mag-uusap kayo sa video o sa telepono.',
  ],
  forWhom: [
    'Para ito sa lahat ng nagtatrabaho sa kalusugan at pangangalaga.',
    'Hindi kailangang may magpadala sa iyo.',
  ],
  free: ['Libre ito para sa iyo.'],
  hours: [
    'Maaari kang makipag-usap araw-araw mula {opens} hanggang {closes}.',
    'Ang isang sesyon ay {minutes} minuto.',
  ],
  confidential: ['Ang sinasabi mo ay sa pagitan mo at ng coach mo lamang.'],
  limit: [
    'Kung may maaaring mapahamak nang malubha, maaaring kailanganin ng coach na sabihin ito sa taong makatutulong.',
    'Kakausapin ka muna ng coach kung ligtas iyon.',
  ],
  employer: ['Hindi namin sinasabi sa employer mo na ginamit mo ito.'],
  how: ['Sa website na ito ka magpapa-iskedyul.', 'Mga 2 minuto lang ito. Hindi kailangan ng password.'],
  start: 'Pumunta sa unang pahina',
  inEnglish: ['Nasa Ingles ang mga pahina ng pagpapa-iskedyul.'],
  phone: ['O tawagan kami sa {phone}.'],
  adjust: [
    'Maaari kang humingi ng interpreter. Kailangan namin ng {hours} oras para makahanap nito.',
    'Maaari ka ring humingi ng coach na nagsasalita ng wika mo, kung mayroon.',
  ],
  change: ['Maaari mong ilipat o kanselahin ang iskedyul anumang oras.'],
  notEmergency: ['Hindi serbisyong pang-emerhensiya ang mga coach namin. Matutulungan ka ng mga ito ngayon.'],
  help: {
    emergency: 'Kung may buhay na nanganganib: tumawag sa {number}.',
    'emergency-text-relay':
      'Kung hindi ka makarinig o makapagsalita sa telepono: {number}, sa pamamagitan ng text relay.',
    'nhs-111': 'Para sa agarang tulong sa kalusugan ng isip: tumawag sa {number} at piliin ang opsyon 2.',
    samaritans: 'Para makipag-usap sa isang tao anumang oras: Samaritans, {number}.',
    shout: 'Sa text: ipadala ang salitang SHOUT sa {number}.',
  },
}
