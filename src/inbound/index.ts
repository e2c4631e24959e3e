export { InboundModule } from './inbound.module.js';
export { LetMailIn } from './let-mail-in.js';
export {
  isKeptOut,
  isLaidAside,
  RECEIVED_MAIL_STATES,
  type ReceivedMail,
  type ReceivedMailState,
} from './received-mail.js';
export { ReceivedMailRecords } from './received-mail-records.queries.js';
export { WholeMails, type WholeMail } from './whole-mails.queries.js';
