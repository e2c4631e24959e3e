import { files } from '../architecture/tree.js';

/** What is said in a brand and who says it: nothing that an operator's pages read may name one of these. */
const KEPT_FROM_OPERATORS =
  /\b(entries|visitors|visits|page_views|consents|files|surveys|tags|responses|mentions|mailbox_mails|received_mails|search_documents|body|last_words|page_url|page_title|recipient|display_name|reply_email)\b/;

it('reads nothing of what is said in a brand, and nobody’s name', () => {
  const statements = [
    ...files(['migrations'], /operator_brands\.sql$/),
    ...files(['src'], /^src\/operator\/.*\.queries\.ts$/),
  ];
  expect(statements.map(({ path }) => path).sort()).toEqual([
    'migrations/functions/operator_brands.sql',
    'src/operator/operator-acts.queries.ts',
    'src/operator/platform-brands.queries.ts',
  ]);
  for (const { path, text } of statements) {
    const [found] = KEPT_FROM_OPERATORS.exec(text.replace(/^\s*(--|\*|\/\*\*).*$/gm, '')) ?? [null];
    expect([path, found]).toEqual([path, null]);
  }
});

it('asks the database by those statements alone', () => {
  const others = files(['src'], /^src\/operator\/(?!.*\.queries\.ts$).*\.ts$/);
  expect(others.length).toBeGreaterThan(4);
  for (const { path, text } of others)
    expect([path, /\bSELECT\b|\.query\(/.test(text)]).toEqual([path, false]);
});
