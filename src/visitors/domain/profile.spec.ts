import { checkProfile, isAttributes, isEmail } from './profile.js';

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

  it.each(['name', 'email', 'attributes'])('leaves out a part that is empty: %s', (part) => {
    for (const empty of ['', null, undefined])
      expect(checkProfile({ id: 'c-1', [part]: empty })).toEqual({
        externalId: 'c-1',
        name: null,
        email: null,
        attributes: {},
      });
  });

  it('takes an id and a name of 200 signs', () => {
    const long = '\u{1f600}'.repeat(200);
    expect(checkProfile({ id: long, name: long })).toMatchObject({ externalId: long, name: long });
  });

  it.each([
    [{}, 'id'],
    [{ id: 12 }, 'id'],
    [{ id: ' ' }, 'id'],
    [{ id: 'a\u0000b' }, 'id'],
    [{ id: 'x'.repeat(201) }, 'id'],
    [{ id: 'c', name: ['Ada'] }, 'name'],
    [{ id: 'c', email: 'ada' }, 'email'],
    [{ id: 'c', attributes: { deep: {} } }, 'attributes'],
    [{ id: 'c', name: 'x'.repeat(201) }, 'name'],
    [{ id: 'c', attributes: [1] }, 'attributes'],
    [{ id: 'c', attributes: 'gold' }, 'attributes'],
    [{ id: 'c', attributes: { tier: 'gold', deep: {} } }, 'attributes'],
    [{ id: 'c', attributes: { count: NaN } }, 'attributes'],
    [{ id: 'c', attributes: { count: Infinity } }, 'attributes'],
    [{ id: 'c', attributes: { ['k'.repeat(101)]: 1 } }, 'attributes'],
    [{ id: 'c', attributes: { big: 'x'.repeat(501) } }, 'attributes'],
  ])('is refused when it is %j', (given, wrong) => expect(checkProfile(given)).toEqual({ wrong }));

  it('takes an address that can exist and no other', () => {
    expect(['ada@example.test', 'a.b+c@ex.co', 'élise@exemple.fr'].every(isEmail)).toBe(true);
    expect(
      [
        'ada@',
        '@example.test',
        'a b@example.test',
        'a@b',
        'a@b.c, d@e.f',
        '<a@b.c>',
        12,
        ['ada@example.test'],
      ].some(isEmail),
    ).toBe(false);
  });
});

describe('attributes', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
  const bytesOf = (value: object) => Buffer.byteLength(JSON.stringify(value));

  it('are texts, figures, yes or no, or nothing', () =>
    expect(isAttributes({ text: 'x', figure: -1.5, yes: true, no: false, nothing: null })).toBe(true));

  it.each([null, undefined, 'text', 12, ['list']])('are not %j', (value) =>
    expect(isAttributes(value)).toBe(false),
  );

  it('are fifty at most', () => {
    expect(isAttributes(many(50))).toBe(true);
    expect(isAttributes(many(51))).toBe(false);
  });

  it('have keys of 100 signs and values of 500 at most', () => {
    expect(isAttributes({ ['k'.repeat(100)]: 'x'.repeat(500) })).toBe(true);
    expect(isAttributes({ k: 'x'.repeat(501) })).toBe(false);
  });

  it('are 64 KB at most, as they are kept', () => {
    const full: Record<string, string> = {};
    for (let at = 0; bytesOf(full) < 64 * 1024 - 1600; at += 1) full[`k${at}`] = '\u20ac'.repeat(500);
    full.last = '';
    const left = 64 * 1024 - bytesOf(full);
    full.last = '\u20ac'.repeat(Math.floor(left / 3)) + 'x'.repeat(left % 3);
    expect(bytesOf(full)).toBe(64 * 1024);
    expect(isAttributes(full)).toBe(true);
    expect(isAttributes({ ...full, last: `${full.last}x` })).toBe(false);
  });
});
