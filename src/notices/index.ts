export { previewOf } from './answer-mail.js';
export { MailSamples } from './mail-samples.js';
export { NoticesModule } from './notices.module.js';
export { SendNotice, type NoticeInput } from './send-notice.js';
export { SendTrialMail } from './send-trial-mail.js';
