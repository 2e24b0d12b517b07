export {
  isMeetingLink,
  joinOpens,
  joinStep,
  maskNumber,
  phoneWindow,
  sayNumber,
  telLink,
  type JoinStep,
  type Mode,
  type Moment,
} from './rules.ts'
