/** `views/desk/dialogs/_mail.hbs` */
export interface MailView {
  sender: string;
  at: string;
  text: string;
  /** Empty where it brought none. */
  fileNames: string;
  /** Where a mail that was kept out is added to the conversation; null where it is in, or not theirs to add. */
  letInUrl: string | null;
}
