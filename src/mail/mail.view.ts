/** What `views/mails/mail.mjml` and `views/mails/mail.text.hbs` show. */
export interface MailView {
  subject: string;
  /** The line that tells where to answer, below which an answer is cut; null where none can come in. */
  above: string | null;
  /** What mail programs show beside the subject. */
  preview: string;
  direction: 'ltr' | 'rtl';
  start: 'left' | 'right';
  end: 'left' | 'right';
  brand: { name: string; logo: string | null; colour: string; onColour: string };
  /** In the dark: the brand's colour as it can be read there. */
  dark: { colour: string; onColour: string };
  paragraphs: string[][];
  messages: MailMessageView[];
  button: { label: string; address: string };
  footer: string | null;
  unsubscribe: { label: string; address: string } | null;
}

export interface MailMessageView {
  name: string;
  /** The brand's side, with a face; the visitor's own words stand opposite. */
  isBrand: boolean;
  picture: string | null;
  initials: string;
  ground: string;
  ink: string;
  at: string;
  /** Stretches of text; one with `href` is a link. */
  lines: { text: string; href?: string }[][];
  plainLines: string[];
  files: string[];
}
