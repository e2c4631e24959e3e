import { hasRightsOf } from './rights.js';

describe('rights', () => {
  it('gives an admin what managers and agents may', () => {
    expect(hasRightsOf('admin', 'manager')).toBe(true);
    expect(hasRightsOf('admin', 'agent')).toBe(true);
  });

  it('keeps an agent from what managers may', () => {
    expect(hasRightsOf('agent', 'manager')).toBe(false);
    expect(hasRightsOf('agent', 'agent')).toBe(true);
  });

  it('keeps a manager from what admins may', () => {
    expect(hasRightsOf('manager', 'admin')).toBe(false);
  });
});
