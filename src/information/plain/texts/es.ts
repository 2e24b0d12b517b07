import type { PlainText } from '../text.ts'

export const es: PlainText = {
  key: 'es',
  lang: 'es',
  dir: 'ltr',
  name: 'Español',
  english: 'Spanish',
  version: 1,
  writtenOn: '2026-11-26',
  title: 'Hablar con un coach',
  draft: 'Esto es un borrador. Nadie ha revisado todavía este texto.',
  headings: {
    about: '¿Qué es?',
    confidential: '¿Es confidencial?',
    booking: 'Cómo reservar',
    urgent: 'Si necesita ayuda ahora',
  },
  what: [
    'Puede hablar con un coach sobre cómo está, sobre su trabajo o sobre su carrera.',
    'El coach escucha y le ayuda a encontrar el siguiente paso.',
    'Se habla por vídeo o por teléfono.',
  ],
  forWhom: [
    'Es para todas las personas que trabajan en la sanidad y los cuidados.',
    'No hace falta que nadie le derive.',
  ],
  free: ['Es gratis para usted.'],
  hours: ['Puede hablar todos los días entre las {opens} y las {closes}.', 'Una sesión dura {minutes} minutos.'],
  confidential: ['Lo que diga queda entre usted y su coach.'],
  limit: [
    'Si alguien pudiera sufrir un daño grave, es posible que el coach tenga que decírselo a alguien que pueda ayudar.',
    'Hablará primero con usted, si es seguro hacerlo.',
  ],
  employer: ['No le decimos a su empleador que ha usado este servicio.'],
  how: ['La reserva se hace en este sitio web.', 'Se tarda unos 2 minutos. No necesita contraseña.'],
  start: 'Ir a la página de inicio',
  inEnglish: ['Las páginas de reserva están en inglés.'],
  phone: ['O llámenos al {phone}.'],
  adjust: [
    'Puede pedir un intérprete. Necesitamos {hours} horas para encontrarlo.',
    'También puede pedir un coach que hable su idioma, si lo hay.',
  ],
  change: ['Puede cambiar o cancelar la cita en cualquier momento.'],
  notEmergency: ['Nuestros coaches no son un servicio de emergencias. Aquí pueden ayudarle ahora.'],
  help: {
    emergency: 'Si la vida de alguien corre peligro: llame al {number}.',
    'emergency-text-relay': 'Si no puede oír o hablar por teléfono: {number}, por el servicio de texto (text relay).',
    'nhs-111': 'Para ayuda urgente de salud mental: llame al {number} y elija la opción 2.',
    samaritans: 'Para hablar con alguien a cualquier hora: Samaritans, {number}.',
    shout: 'Por SMS: envíe la palabra SHOUT al {number}.',
  },
}
