import type { Refusal } from '../../kernel/index.js';
import { MOST_ROWS, readRows } from './import-rows.js';

const line = { line: 2, email: 'ada@x.test', name: '', role: 'agent', kind: 'staff', groups: [] };

it.each([
  ['commas', 'email,name\nada@x.test,Ada', { name: 'Ada' }],
  ['semicolons', 'email;name\nada@x.test;Ada, Countess', { name: 'Ada, Countess' }],
  ['tabs', 'name\temail\nAda\tada@x.test', { name: 'Ada' }],
  [
    'French words',
    'Courriel;Nom;Rôle;Type;Groupes\nada@x.test;Ada;Responsable;Salariée;Ventes | Après-vente',
    {
      name: 'Ada',
      role: 'manager',
      groups: ['Ventes', 'Après-vente'],
    },
  ],
  [
    'quotes, with separators and breaks in them',
    '"E-mail","Name"\n"ada@x.test","Ada ""the"" L,\nLovelace"',
    {
      name: 'Ada "the" L,\nLovelace',
    },
  ],
  ['the mark of UTF-8, and lines of Windows', '\ufeffemail\r\nada@x.test\r\n\r\n', {}],
  ['columns that nobody asked for', 'id,E-MAIL,phone\n7,ada@x.test,+33', {}],
  ['rows that are shorter, and rows that are longer', 'email,role\nada@x.test', {}],
  [
    'a formula, as text',
    'email,name\nada@x.test,"=HYPERLINK(""http://evil.example"")"',
    {
      name: '=HYPERLINK("http://evil.example")',
    },
  ],
  ['a role that is none', 'email,role\nada@x.test,owner', { role: null }],
])('reads %s', (_, text, fields) => {
  expect(readRows(text)).toEqual([{ ...line, ...fields }]);
});

it.each([
  ['no column of addresses', 'name,phone\nAda,1', 'import_no_email'],
  ['addresses without a name above them', 'ada@x.test\nbea@x.test', 'import_no_email'],
  ['nothing', '', 'import_no_email'],
  ['names alone', 'email,name\n', 'import_empty'],
  ['a quote that never ends', 'email\n"ada@x.test\n', 'import_unreadable'],
  ['one row without an end', `email,name\nada@x.test,${'a'.repeat(30_000)}`, 'import_unreadable'],
  ['more rows than that', `email\n${'a@x.test\n'.repeat(MOST_ROWS + 1)}`, 'import_rows'],
])('refuses %s', (_, text, code) => {
  let refusal: Refusal | undefined;
  try {
    readRows(text);
  } catch (error) {
    refusal = error as Refusal;
  }
  expect(refusal?.details.fields).toEqual({ file: code });
});

it('takes as many as it says', () => {
  expect(readRows(`email\n${'a@x.test\n'.repeat(MOST_ROWS)}`)).toHaveLength(MOST_ROWS);
});
