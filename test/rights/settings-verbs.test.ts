import { SaveBrandSettings, type BrandSettings } from '../../src/brands/index.js';
import {
  DryRun,
  SaveGroup,
  SaveMemberGroups,
  SaveRule,
  WaitingReasons,
} from '../../src/distribution/index.js';
import { RoutingSettings } from '../../src/distribution/routing-settings.js';
import type { MemberActor } from '../../src/kernel/index.js';
import { aMemberOf, refusalOf } from './fakes.js';

/** Whatever a verb would ask for or do: it must have refused before. */
const nothing: never = new Proxy({} as never, {
  get: () => {
    throw new Error('it went on');
  },
});
const settings = new RoutingSettings(nothing, nothing, nothing);
const reasons = new WaitingReasons(nothing, nothing, nothing);

const ADMINS: [string, (actor: MemberActor) => Promise<unknown>][] = [
  [
    'what holds for the brand',
    (actor) =>
      new SaveBrandSettings(nothing, nothing, nothing, nothing).run(actor, { name: 'x' } as BrandSettings),
  ],
  ['rules and groups', (actor) => settings.change(actor, async () => undefined)],
  [
    'a rule',
    (actor) =>
      new SaveRule(settings, nothing, nothing, nothing).run(actor, {
        name: 'x',
        enabled: true,
        sharing: 'cascade',
        lastResort: 'nothing',
        queues: [{ groupId: '0192f0c1-0000-7000-8000-000000000001', threshold: 1, share: 0 }],
      }),
  ],
  [
    'a group',
    (actor) =>
      new SaveGroup(settings, nothing, nothing, nothing).run(actor, {
        name: 'x',
        active: true,
        memberIds: [],
      }),
  ],
  [
    'the groups of a member',
    (actor) =>
      new SaveMemberGroups(settings, nothing, nothing, nothing).run(actor, { memberId: 'x', groupIds: [] }),
  ],
];

const MANAGERS: [string, (actor: MemberActor) => Promise<unknown>][] = [
  ['what waits', async (actor) => reasons.page(actor)],
  ['why some wait', (actor) => reasons.of(actor, [])],
  ['where the next would go', (actor) => new DryRun(nothing, nothing, nothing).run(actor, { ruleId: 'x' })],
];

it.each(ADMINS)('%s is changed by admins alone, whoever calls', async (_, run) => {
  for (const role of ['agent', 'manager'] as const)
    expect(await refusalOf(run(aMemberOf(role).actor))).toBe('forbidden forbidden');
  await expect(run(aMemberOf('admin').actor)).rejects.toThrow('it went on');
});

it.each(MANAGERS)('%s is told to managers alone, whoever calls', async (_, run) => {
  expect(await refusalOf(run(aMemberOf('agent').actor))).toBe('forbidden forbidden');
  await expect(run(aMemberOf('manager').actor)).rejects.toThrow('it went on');
});
