export { AskCode, type AskCodeInput } from './ask-code.js';
export { ConfirmCode, type ConfirmCodeInput } from './confirm-code.js';
export { IssueCode } from './issue-code.js';
export { VerificationModule } from './verification.module.js';
