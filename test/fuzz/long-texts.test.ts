import { initialsOf, textParts } from '../../src/conversations/index.js';
import { markMentions } from '../../src/conversations/entries/text-parts.js';
import { isBlank, isStorable, lengthOf, placeholdersOf } from '../../src/kernel/index.js';
import { fill, hasUnknownVariable } from '../../src/mail/domain/template-text.js';
import { contentDisposition } from '../../src/platform/files/disposition.js';
import { filled, folded, tidied, unknownVariables } from '../../src/responses/index.js';
import { excerptOf } from '../../src/search/domain/excerpt.js';
import { toOrigin } from '../../src/sites/domain/origins.js';
import { matchesPage } from '../../src/targeting/domain/page-match.js';
import { checkProfile } from '../../src/visitors/domain/profile.js';
import { readDevice } from '../../src/visitors/domain/device.js';
import { growth, IN_PROPORTION, REPEATED, repeated } from '../support/growth.js';

const NOBODY = {
  'visitor.name': null,
  'visitor.email': null,
  'member.name': 'Léa',
  'brand.name': 'Maison Lumière',
  'site.name': 'Boutique',
};

/** What looks at a text that somebody typed, said or sent. */
const READERS: Record<string, (text: string) => unknown> = {
  'whether it is blank': isBlank,
  'whether it can be stored': isStorable,
  'its length': lengthOf,
  'its placeholders': placeholdersOf,
  'a canned response, filled': (text) => filled(text, NOBODY),
  'the unknown variables of a canned response': unknownVariables,
  'a canned response, tidied': (text) =>
    tidied({ scope: 'mine', groupId: null, shortcut: text, title: text, bodies: { fr: text } }),
  'what a search compares': folded,
  'a mail template, filled': (text) => fill(text, NOBODY),
  'the unknown variables of a mail template': hasUnknownVariable,
  'its links': textParts,
  'its mentions': (text) => markMentions([{ text }], ['a', 'Léa Moreau']),
  'its excerpt': (text) => excerptOf(text, ['a', 'wanted']),
  'the initials of a name': initialsOf,
  'the name of a file': (text) => contentDisposition('inline', text),
  'an origin': toOrigin,
  'a page that contains a text': (text) => matchesPage(`https://shop.example/${text}`, 'contains', '/a'),
  'a page with wildcards': (text) => matchesPage(`https://shop.example/${text}`, 'matches', '*a*b*a?c'),
  'a profile': (text) => checkProfile({ id: text, email: `a@${text}`, attributes: { text } }),
  'a device': readDevice,
};

it.each(Object.keys(READERS))('reads %s in time that grows with the text and no faster', async (name) => {
  const read = READERS[name];
  for (const unit of REPEATED) {
    const factor = await growth((length) => read(repeated(unit, length)), 15_000);
    expect({ unit, isInProportion: factor < IN_PROPORTION }).toEqual({ unit, isInProportion: true });
  }
});
