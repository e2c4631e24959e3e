import { Reflector } from '@nestjs/core';
import type { MemberRole } from '../../src/kernel/index.js';
import { CountedAs, MemberGuard, Needs, ReadsAlong } from '../../src/members/member-guard.js';
import type { MemberLimits } from '../../src/members/member-limits.js';
import type { Caller, MemberSession } from '../../src/members/member-session.js';
import { aMemberOf, contextOf, refusalOf } from './fakes.js';

class Open {
  page(): string {
    return '';
  }

  @Needs('conversations.read_all')
  board(): string {
    return '';
  }

  @ReadsAlong('desk_page')
  @CountedAs('search')
  search(): string {
    return '';
  }
}

@Needs('brand.change')
class Admin {
  page(): string {
    return '';
  }

  @Needs('tags.change')
  own(): string {
    return '';
  }
}

interface Asked {
  role?: MemberRole;
  isSuspended?: boolean;
  accountId?: string | null;
  provedAt?: string | null;
  method?: string;
  refused?: Error;
}

function ask(controller: new () => object, handler: string, asked: Asked = {}) {
  const { role = 'agent', isSuspended = false, accountId = 'account', method = 'GET', refused } = asked;
  const { provedAt = null } = asked;
  const member = aMemberOf(role, isSuspended);
  const seen: { caller?: Caller; read?: string | undefined; counted: unknown[] } = { counted: [] };
  const sessions = {
    memberWith: (caller: Caller, read?: string) => {
      Object.assign(seen, { caller, read });
      return refused ? Promise.reject(refused) : Promise.resolve({ member, along: 'along' });
    },
  } as unknown as MemberSession;
  const limits = { take: (...counted: unknown[]) => seen.counted.push(counted) } as unknown as MemberLimits;
  const request = {
    method,
    session: { accountId, provedAt },
    params: { brand: 'lumiere' },
    acceptsLanguages: () => ['de', 'fr'],
  };
  const guard = new MemberGuard(sessions, limits, new Reflector());
  return { result: guard.canActivate(contextOf(request, controller, handler)), request, seen, member };
}

const refused = (controller: new () => object, handler: string, asked: Asked) =>
  refusalOf(ask(controller, handler, asked).result);

describe('a page of a brand', () => {
  it('is for who is signed in, and asks who they are in that brand', async () => {
    expect(await refused(Open, 'page', { accountId: null })).toBe('unauthenticated sign_in_needed');
    const { result, request, seen, member } = ask(Open, 'page');
    expect(await result).toBe(true);
    expect(seen).toEqual({
      caller: { accountId: 'account', slug: 'lumiere', isProved: false, locales: ['de', 'fr'] },
      read: undefined,
      counted: [],
    });
    expect(request).toMatchObject({ member, along: 'along', locale: 'fr', timeZone: 'Europe/Paris' });
  });

  it('asks with whether the session has shown a second factor', async () => {
    const { result, seen } = ask(Open, 'page', { provedAt: '2026-12-24T12:00:00Z' });
    await result;
    expect(seen.caller?.isProved).toBe(true);
  });

  it('is for nobody whom the brand does not know', async () => {
    await expect(ask(Open, 'page', { refused: new Error('gone') }).result).rejects.toThrow('gone');
  });

  it.each<[MemberRole, string | null, string | null]>([
    ['agent', 'forbidden forbidden', 'forbidden forbidden'],
    ['manager', null, 'forbidden forbidden'],
    ['admin', null, null],
  ])('is for the roles that it names, seen as %s', async (role, board, admin) => {
    expect(await refused(Open, 'page', { role })).toBeNull();
    expect(await refused(Open, 'board', { role })).toBe(board);
    expect(await refused(Admin, 'page', { role })).toBe(admin);
    expect(await refused(Admin, 'own', { role })).toBe(board);
  });

  it.each([
    ['GET', null],
    ['HEAD', null],
    ['OPTIONS', null],
    ['POST', 'forbidden brand_suspended'],
    ['PUT', 'forbidden brand_suspended'],
    ['PATCH', 'forbidden brand_suspended'],
    ['DELETE', 'forbidden brand_suspended'],
  ])('is read and not written to while the brand is suspended: %s', async (method, expected) => {
    expect(await refused(Open, 'page', { isSuspended: true, method, role: 'admin' })).toBe(expected);
    expect(await refused(Open, 'page', { method })).toBeNull();
  });

  it('has what it reads along, and is counted where it says so', async () => {
    const { result, seen, member } = ask(Open, 'search');
    await result;
    expect(seen).toMatchObject({ read: 'desk_page', counted: [['search', member.actor]] });
  });

  it('counts nothing of who may not come', async () => {
    const { result, seen } = ask(Open, 'search', { isSuspended: true, method: 'POST' });
    expect(await refusalOf(result)).toBe('forbidden brand_suspended');
    expect(seen.counted).toEqual([]);
  });
});
