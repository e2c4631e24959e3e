export const TEMPLATES = ['answer', 'closing'] as const;

/** What brands word themselves: an answer, and one after which the member closed. */
export type TemplateCode = (typeof TEMPLATES)[number];

const NOTICES = ['accept_terms', 'conversation_over', 'mail_unreadable'] as const;

/** What we answer a mail with that may not enter its conversation; in our words. */
export type NoticeCode = (typeof NOTICES)[number];

/** Beside those: the mail that finds out whether a brand's own address is its own, and, of a former version, a member's code to sign in. */
export const MAIL_KINDS = [...TEMPLATES, ...NOTICES, 'sender_check', 'sign_in_code'] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
