import type { PlainText } from '../text.ts'

export const pl: PlainText = {
  key: 'pl',
  lang: 'pl',
  dir: 'ltr',
  name: 'Polski',
  english: 'Polish',
  version: 1,
  writtenOn: '2026-11-26',
  title: 'Rozmowa z coachem',
  draft: 'To jest wersja robocza. Nikt jeszcze nie sprawdził tego tekstu.',
  headings: {
    about: 'Co to jest?',
    confidential: 'Czy to jest poufne?',
    booking: 'Jak umówić rozmowę',
    urgent: 'Jeśli potrzebujesz pomocy teraz',
  },
  what: [
    'Możesz porozmawiać z coachem o tym, jak się czujesz, o swojej pracy lub o karierze.',
    'Coach słucha i pomaga znaleźć następny krok.',
    'Rozmowa odbywa się przez wideo lub przez telefon.',
  ],
  forWhom: ['To usługa dla wszystkich, którzy pracują w ochronie zdrowia i opiece.', 'Nie potrzebujesz skierowania.'],
  free: ['Rozmowa jest dla Ciebie bezpłatna.'],
  hours: ['Możesz rozmawiać codziennie między {opens} a {closes}.', 'Jedna rozmowa trwa {minutes} minut.'],
  confidential: ['To, co mówisz, zostaje między Tobą a coachem.'],
  limit: [
    'Jeśli komuś może stać się poważna krzywda, coach może być zmuszony powiedzieć o tym osobie, która może pomóc.',
    'Najpierw porozmawia o tym z Tobą, o ile to bezpieczne.',
  ],
  employer: ['Nie mówimy pracodawcy, że korzystasz z tej usługi.'],
  how: ['Termin wybierasz na tej stronie.', 'Zajmuje to około 2 minut. Nie potrzebujesz hasła.'],
  start: 'Przejdź do strony początkowej',
  inEnglish: ['Strony rezerwacji są po angielsku.'],
  phone: ['Możesz też zadzwonić do nas: {phone}.'],
  adjust: [
    'Możesz poprosić o tłumacza. Potrzebujemy {hours} godzin, aby go znaleźć.',
    'Możesz też poprosić o coacha, który mówi w Twoim języku, jeśli taki jest.',
  ],
  change: ['Termin możesz zmienić lub odwołać w każdej chwili.'],
  notEmergency: ['Nasi coachowie nie są służbą ratunkową. Tu otrzymasz pomoc od razu.'],
  help: {
    emergency: 'Jeśli czyjeś życie jest zagrożone: zadzwoń pod {number}.',
    'emergency-text-relay':
      'Jeśli nie słyszysz lub nie możesz mówić przez telefon: {number}, usługa tekstowa (text relay).',
    'nhs-111': 'Pilna pomoc w sprawie zdrowia psychicznego: zadzwoń pod {number} i wybierz opcję 2.',
    samaritans: 'Jeśli chcesz z kimś porozmawiać o każdej porze: Samaritans, {number}.',
    shout: 'Przez SMS: wyślij słowo SHOUT na numer {number}.',
  },
}
