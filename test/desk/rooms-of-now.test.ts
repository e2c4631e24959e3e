import type { Socket } from 'socket.io';
import { forbidden } from '../../src/kernel/index.js';
import { Following } from '../../src/desk/following.js';
import { Looking } from '../../src/desk/looking.js';
import { aMemberOf, refusalOf } from '../rights/fakes.js';

/** What a look-up needs, with rights that change while it is under way. */
const changed = { confirm: () => Promise.reject(forbidden()) } as never;
const same = { confirm: () => Promise.resolve() } as never;

function aSocket() {
  const rooms = new Set<string>();
  const join = (joined: string | string[]) => [joined].flat().forEach((room) => rooms.add(room));
  const to = () => ({ emit: () => true });
  return { rooms, join, leave: (room: string) => rooms.delete(room), to, data: {}, id: 'desk' };
}

const me = aMemberOf('manager');
const follow = (rights: never, socket: object) =>
  new Following(
    rights,
    { readable: (_actor: unknown, ids: string[]) => Promise.resolve(ids) } as never,
    { followed: () => Promise.resolve([{ id: 'talk', personIds: ['ada'], lastSeq: 1 }]) } as never,
  ).follow(socket as Socket, me, ['talk']);
const look = (rights: never, socket: object) =>
  new Looking(
    { conversation: () => Promise.resolve({}) } as never,
    rights,
    { toMembers: () => undefined } as never,
    { render: () => '' } as never,
  ).look(socket as Socket, me, 'talk');

it.each([
  ['follow', follow, 2],
  ['look', look, 1],
] as const)(
  'a desk hears nothing that was looked up by rights that are others by now: %s',
  async (_, act, rooms) => {
    const refused = aSocket();
    expect(await refusalOf(act(changed, refused))).toBe('forbidden forbidden');
    expect(refused.rooms).toEqual(new Set());
    const heard = aSocket();
    expect(await refusalOf(act(same, heard))).toBeNull();
    expect(heard.rooms.size).toBe(rooms);
  },
);
