import { outstandingDocuments, type PublishedDocument } from './outstanding-documents.js';

const terms = (version: number, mustAccept: boolean): PublishedDocument => ({
  id: `terms-${version}`,
  kind: 'terms',
  version,
  mustAccept,
});
const privacy: PublishedDocument = { id: 'privacy-1', kind: 'privacy', version: 1, mustAccept: true };
const ids = (published: PublishedDocument[], accepted: string[]) =>
  outstandingDocuments(published, new Set(accepted)).map(({ id }) => id);

describe('what is still to accept', () => {
  it('is nothing where the brand has published nothing', () => expect(ids([], [])).toStrictEqual([]));

  it('is the newest version of every kind for somebody new', () =>
    expect(ids([terms(1, true), terms(2, false), privacy], [])).toStrictEqual(['terms-2', 'privacy-1']));

  it('is nothing new when a later version need not be accepted', () =>
    expect(ids([terms(1, true), terms(2, false)], ['terms-1'])).toStrictEqual([]));

  it('is the newest again after a version that must be accepted', () =>
    expect(ids([terms(1, true), terms(2, true), terms(3, false)], ['terms-1'])).toStrictEqual(['terms-3']));

  it('is the newest where that must be accepted', () =>
    expect(ids([terms(1, true), terms(2, true)], ['terms-1'])).toStrictEqual(['terms-2']));

  it('is nothing when a later version than the decisive one was accepted', () =>
    expect(ids([terms(1, true), terms(2, true), terms(3, false)], ['terms-3'])).toStrictEqual([]));

  it('is nothing for who accepted the first of versions that need not be accepted', () =>
    expect(ids([terms(1, false), terms(2, false), terms(3, false)], ['terms-1'])).toStrictEqual([]));

  it('is the first version even where it is not marked', () =>
    expect(ids([terms(1, false)], [])).toStrictEqual(['terms-1']));
});
