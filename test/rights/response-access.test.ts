import type { Actor, MemberRole } from '../../src/kernel/index.js';
import type { UnitOfWork } from '../../src/platform/index.js';
import { mayShare, ResponseAccess } from '../../src/responses/response.access.js';
import { aMemberOf, refusalOf } from './fakes.js';

const ID = '0192f0c1-0000-7000-8000-000000000001';
const member = (role: MemberRole) => aMemberOf(role).actor;
const VISITOR: Actor = { kind: 'visitor', brandId: 'b', id: 'ada', siteId: 'site', locale: 'fr' };
const SYSTEM: Actor = { kind: 'system', brandId: 'b', id: null, locale: 'en' };
/** The access to one response of the brand `b`: of a member, or of all. */
function accessTo(memberId: string | null): ResponseAccess {
  const unitOfWork = {
    run: (brandId: string, work: () => Promise<unknown>) => (brandId === 'b' ? work() : Promise.resolve([])),
    query: async (sql: string, [brandId, id]: unknown[]) => {
      if (!sql.includes('FROM responses r WHERE r.brand_id = $1 AND r.id = $2'))
        throw new Error('unknown statement');
      return brandId === 'b' && id === ID ? [{ memberId, groupId: null, title: 'Livraison' }] : [];
    },
  } as unknown as UnitOfWork;
  return new ResponseAccess(unitOfWork);
}

const changing = (actor: Actor, memberId: string | null) => refusalOf(accessTo(memberId).response(actor, ID));

describe('a canned response', () => {
  it('of a member is theirs alone, and looks to others as if there were none', async () => {
    expect(await changing(member('agent'), 'lea')).toBeNull();
    for (const actor of [member('agent'), member('manager'), member('admin'), SYSTEM])
      expect(await changing(actor, 'tom')).toBe('not_found not_found');
  });

  it('of a group or the brand is a manager’s to change', async () => {
    expect(await changing(member('agent'), null)).toBe('forbidden forbidden');
    expect(await changing(VISITOR, null)).toBe('forbidden forbidden');
    for (const actor of [member('manager'), member('admin'), SYSTEM])
      expect(await changing(actor, null)).toBeNull();
  });

  it('does not say whose it is', async () => {
    expect(await accessTo('lea').response(member('agent'), ID)).toEqual({
      groupId: null,
      title: 'Livraison',
    });
  });

  it('that is none is none', async () => {
    const other = ID.replace(/1$/, '2');
    expect(await accessTo('lea').find(member('admin'), other)).toBeNull();
    expect(await refusalOf(accessTo('lea').response(member('admin'), other))).toBe('not_found not_found');
    expect(await refusalOf(accessTo('lea').find(member('admin'), 'no id'))).toBe('not_found not_found');
  });
});

it('lets managers and the application share responses', () => {
  expect([member('admin'), member('manager'), SYSTEM].every(mayShare)).toBe(true);
  expect([member('agent'), VISITOR].some(mayShare)).toBe(false);
});
