import { invitationState, type InvitationFacts } from './invitation.js';

const NOW = new Date('2026-12-01T12:00:00Z');
const mayInvite = (role: string) => role === 'admin';
const open: InvitationFacts = {
  state: 'open',
  expiresAt: new Date('2026-12-01T12:00:00.001Z'),
  inviterRole: 'admin',
};

it.each([
  ['open until its very end', {}, 'open'],
  ['over at its end', { expiresAt: NOW }, 'expired'],
  ['void where who sent it may no longer', { inviterRole: 'manager' }, 'void'],
  ['void where who sent it has gone', { inviterRole: null }, 'void'],
  ['over rather than void', { expiresAt: NOW, inviterRole: null }, 'expired'],
  ['accepted for ever', { state: 'accepted', expiresAt: NOW, inviterRole: null }, 'accepted'],
  ['withdrawn for ever', { state: 'withdrawn', inviterRole: null }, 'withdrawn'],
] as [string, Partial<InvitationFacts>, string][])('is %s', (_, facts, state) => {
  expect(invitationState({ ...open, ...facts }, { now: NOW, mayInvite })).toBe(state);
});
