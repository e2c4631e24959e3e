/** `views/desk/_mail.hbs` */
export interface MailView {
  sender: string;
  at: string;
  text: string;
  /** Empty where it brought none. */
  fileNames: string;
}
