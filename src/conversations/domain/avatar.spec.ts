import { avatarOf, initialsOf, tintOf } from './avatar.js';

describe('an avatar without a picture', () => {
  it('shows the first letters of the first and the last word', () => {
    expect(initialsOf('Léa')).toBe('L');
    expect(initialsOf('Ada King Lovelace')).toBe('AL');
    expect(initialsOf('  élodie   (vip) ')).toBe('ÉV');
    expect(initialsOf('𝒯om 🎉')).toBe('𝒯');
    expect(initialsOf('3 Suisses')).toBe('3S');
  });

  it('is empty for nobody known and for a name without letters', () => {
    expect(initialsOf(null)).toBe('');
    expect(initialsOf('🎉')).toBe('');
  });

  it('stands beside a name, or beside what somebody without one is called', () => {
    const tint = tintOf('1');
    expect(avatarOf({ id: '1', name: 'Ada', picture: '/a.png' })).toEqual({
      name: 'Ada',
      picture: '/a.png',
      initials: 'A',
      tint,
    });
    expect(avatarOf({ id: '1', name: null }, 'Visitor')).toEqual({
      name: null,
      picture: null,
      initials: 'V',
      tint,
    });
    expect(avatarOf({ id: '1', name: 'Ada' }, 'Visitor').initials).toBe('A');
  });

  it('has the tint that it always had', () => {
    expect(['Ada', 'Bo', 'Cy', '0192f0c1-0000-7000-8000-000000000001', ''].map(tintOf)).toEqual([
      3, 2, 3, 1, 1,
    ]);
  });

  it('keeps its tint', () => {
    expect(tintOf('0192f0c1-0000-7000-8000-000000000001')).toBe(
      tintOf('0192f0c1-0000-7000-8000-000000000001'),
    );
    const tints = new Set(Array.from({ length: 50 }, (_, i) => tintOf(`person ${i}`)));
    expect([...tints].sort()).toEqual([1, 2, 3, 4]);
  });
});
