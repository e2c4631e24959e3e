import { checkProfile, isEmail } from './profile.js';

describe('what a site says of a customer', () => {
  it('is kept as given', () =>
    expect(
      checkProfile({ id: 'c-1', name: 'Ada', email: 'ada@example.test', attributes: { vip: true } }),
    ).toEqual({
      externalId: 'c-1',
      name: 'Ada',
      email: 'ada@example.test',
      attributes: { vip: true },
    }));

  it('needs an id only', () =>
    expect(checkProfile({ id: 'c-1' })).toEqual({
      externalId: 'c-1',
      name: null,
      email: null,
      attributes: {},
    }));

  it.each([
    [{}, 'id'],
    [{ id: 12 }, 'id'],
    [{ id: ' ' }, 'id'],
    [{ id: 'a\u0000b' }, 'id'],
    [{ id: 'x'.repeat(201) }, 'id'],
    [{ id: 'c', name: ['Ada'] }, 'name'],
    [{ id: 'c', email: 'ada' }, 'email'],
    [{ id: 'c', attributes: { deep: {} } }, 'attributes'],
    [{ id: 'c', attributes: [1] }, 'attributes'],
    [{ id: 'c', attributes: { big: 'x'.repeat(501) } }, 'attributes'],
  ])('is refused when it is %j', (given, wrong) => expect(checkProfile(given)).toEqual({ wrong }));

  it('takes an address that can exist and no other', () => {
    expect(['ada@example.test', 'a.b+c@ex.co', 'élise@exemple.fr'].every(isEmail)).toBe(true);
    expect(
      ['ada@', '@example.test', 'a b@example.test', 'a@b', 'a@b.c, d@e.f', '<a@b.c>', 12].some(isEmail),
    ).toBe(false);
  });
});
