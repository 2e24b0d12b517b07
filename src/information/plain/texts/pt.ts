import type { PlainText } from '../text.ts'

export const pt: PlainText = {
  key: 'pt',
  lang: 'pt',
  dir: 'ltr',
  name: 'Português',
  english: 'Portuguese',
  version: 1,
  writtenOn: '2026-11-26',
  title: 'Falar com um coach',
  draft: 'Isto é um rascunho. Ainda ninguém verificou este texto.',
  headings: {
    about: 'O que é?',
    confidential: 'É confidencial?',
    booking: 'Como marcar',
    urgent: 'Se precisa de ajuda agora',
  },
  what: [
    'Pode falar com um coach sobre como se sente, sobre o seu trabalho ou sobre a sua carreira.',
    'O coach ouve e ajuda a encontrar o próximo passo.',
    'A conversa é por vídeo ou por telefone.',
  ],
  forWhom: [
    'É para todas as pessoas que trabalham na saúde e nos cuidados.',
    'Não precisa de ser encaminhado por ninguém.',
  ],
  free: ['É gratuito para si.'],
  hours: ['Pode falar todos os dias entre as {opens} e as {closes}.', 'Uma sessão dura {minutes} minutos.'],
  confidential: ['O que diz fica entre si e o seu coach.'],
  limit: [
    'Se alguém puder sofrer danos graves, o coach pode ter de o dizer a alguém que possa ajudar.',
    'Falará primeiro consigo, se isso for seguro.',
  ],
  employer: ['Não dizemos ao seu empregador que usou este serviço.'],
  how: ['A marcação é feita neste site.', 'Demora cerca de 2 minutos. Não precisa de palavra-passe.'],
  start: 'Ir para a página inicial',
  inEnglish: ['As páginas de marcação estão em inglês.'],
  phone: ['Ou telefone-nos: {phone}.'],
  adjust: [
    'Pode pedir um intérprete. Precisamos de {hours} horas para encontrar um.',
    'Também pode pedir um coach que fale a sua língua, se houver.',
  ],
  change: ['Pode mudar ou cancelar a marcação a qualquer momento.'],
  notEmergency: ['Os nossos coaches não são um serviço de emergência. Aqui podem ajudá-lo agora.'],
  help: {
    emergency: 'Se a vida de alguém está em risco: ligue para o {number}.',
    'emergency-text-relay': 'Se não consegue ouvir ou falar ao telefone: {number}, pelo serviço de texto (text relay).',
    'nhs-111': 'Para ajuda urgente de saúde mental: ligue para o {number} e escolha a opção 2.',
    samaritans: 'Para falar com alguém a qualquer hora: Samaritans, {number}.',
    shout: 'Por SMS: envie a palavra SHOUT para o {number}.',
  },
}
