import { decideTransfer, type MemberTarget, type TransferFacts } from './transfer.js';

const karim: MemberTarget = { kind: 'member', id: 'karim', isActive: true, groupIds: ['advice', 'orders'] };
const decide = (
  target: TransferFacts['target'],
  { sender = {}, conversation = {} }: { sender?: object; conversation?: object } = {},
) =>
  decideTransfer({
    sender: { id: 'lea', reachesAll: false, groupIds: ['advice', 'lighting'], ...sender },
    conversation: { groupId: 'lighting', memberId: 'lea', ruleGroupIds: ['lighting'], ...conversation },
    target,
  });

describe('a transfer to a member', () => {
  it('leaves the conversation in its group where the member is in it', () => {
    expect(decide(karim, { conversation: { groupId: 'orders', ruleGroupIds: ['advice'] } })).toEqual({
      memberId: 'karim',
      groupId: 'orders',
    });
  });

  it('else puts it into a group of the rule, rather one that both share', () => {
    const of = (ruleGroupIds: string[]) => decide(karim, { conversation: { ruleGroupIds } });
    expect(of(['orders', 'advice'])).toEqual({ memberId: 'karim', groupId: 'advice' });
    expect(of(['orders'])).toEqual({ memberId: 'karim', groupId: 'orders' });
  });

  it('else into a group that both share', () => {
    expect(decide(karim)).toEqual({ memberId: 'karim', groupId: 'advice' });
  });

  it('is for who shares a group with them, and for managers', () => {
    const sender = { groupIds: ['lighting'] };
    expect(decide(karim, { sender })).toBe('transfer_no_shared_group');
    expect(decide(karim, { sender: { ...sender, reachesAll: true } })).toEqual({
      memberId: 'karim',
      groupId: 'advice',
    });
  });

  it('who is in no group keeps it in the one it has', () => {
    const nobodys = { ...karim, groupIds: [] };
    const sender = { reachesAll: true };
    expect(decide(nobodys, { sender })).toEqual({ memberId: 'karim', groupId: 'lighting' });
    expect(decide(nobodys, { sender, conversation: { groupId: null, ruleGroupIds: [] } })).toEqual({
      memberId: 'karim',
      groupId: null,
    });
  });

  it('is refused to oneself, to who has it, and to who has left', () => {
    expect(decide({ ...karim, id: 'lea' })).toBe('transfer_to_self');
    expect(decide(karim, { conversation: { memberId: 'karim' } })).toBe('transfer_to_holder');
    expect(decide({ ...karim, isActive: false })).toBe('transfer_member_gone');
  });
});

describe('a transfer to a group', () => {
  const orders = { kind: 'group', id: 'orders', isActive: true, hasMembers: true } as const;

  it('needs no share in it', () => {
    expect(decide(orders)).toEqual({ memberId: null, groupId: 'orders' });
  });

  it('is refused where the group is off or empty', () => {
    expect(decide({ ...orders, isActive: false })).toBe('transfer_group_off');
    expect(decide({ ...orders, hasMembers: false })).toBe('transfer_group_empty');
  });
});
