export {
  isMeetingLink,
  joinOpens,
  joinStep,
  maskNumber,
  mayShowNumber,
  phoneWindow,
  sayNumber,
  telLink,
  type JoinStep,
  type Mode,
  type Session,
} from './rules.ts'
