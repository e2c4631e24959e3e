import { changeOfStanding, type Standing } from './standing.js';

const standing: Standing = { role: 'manager', isBrandSuspended: false, groups: ['a', 'b'], capacity: 3 };

describe('a change of standing', () => {
  it('is none where all is as before', () => {
    expect(changeOfStanding(standing, { ...standing, groups: ['a', 'b'] })).toBeNull();
  });

  it.each<Partial<Standing>>([{ role: 'agent' }, { role: 'admin' }, { isBrandSuspended: true }])(
    'is one of rights by %j, whatever else has changed',
    (change) => {
      expect(changeOfStanding(standing, { ...standing, ...change })).toBe('rights');
      expect(changeOfStanding(standing, { ...standing, ...change, capacity: 5 })).toBe('rights');
    },
  );

  it.each<Partial<Standing>>([{ capacity: 4 }, { groups: ['a'] }, { groups: [] }, { groups: ['a', 'c'] }])(
    'is one of the place in the distribution by %j',
    (change) => expect(changeOfStanding(standing, { ...standing, ...change })).toBe('place'),
  );
});
