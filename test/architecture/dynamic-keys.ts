/** Beginnings of keys that are put together where nobody can read them in the source, each with how. */
export const DYNAMIC_KEYS: Record<string, string> = {
  'texts:': 'the code of a text that brands can reword',
  'mails:answer.': 'a template and a part of it',
  'mails:closing.': 'a template and a part of it',
  'mails:accept_terms.': 'a template and a part of it',
  'mails:conversation_over.': 'a template and a part of it',
  'mails:mail_unreadable.': 'a template and a part of it',
};
