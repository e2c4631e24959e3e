import type { Story } from './story.js';
import type { PastMember, Thread } from './thread.js';

export interface Spoken {
  said: readonly string[];
  visitor: { id: string; name: string };
  member: PastMember;
}

/** Tells what was said, line by line; the member has the conversation on the desk when it ends. */
export function speak(thread: Thread, story: Story, { said, visitor, member }: Spoken): void {
  const product = story.chance.oneOf(story.brand.products);
  for (const line of said) {
    const body = line.slice(2).replace('{product}', product).replace('{member}', member.name);
    if (line === '~') thread.setAside(member);
    else if (line.startsWith('>')) thread.say('visitor', visitor, body);
    else {
      thread.land(member);
      if (line.startsWith('#')) note(thread, story, { line, member });
      else thread.say('member', member, body);
    }
  }
  thread.land(member);
}

function note(thread: Thread, story: Story, { line, member }: { line: string; member: PastMember }): void {
  const { members } = story.setting;
  const [, login = '', body = ''] = /^#(\w*) (.*)$/.exec(line) ?? [];
  const author = members.get(login) ?? member;
  const mentioned = [...body.matchAll(/@(\w+)/g)].flatMap(([, named = '']) => members.get(named) ?? []);
  const worded = body.replace(
    /@(\w+)/g,
    (written, named: string) => `@${members.get(named)?.name ?? written}`,
  );
  thread.note(author, worded, mentioned);
  const actor = { kind: 'member', id: author.id } as const;
  const seq = thread.entries.length;
  story.event('note.created', thread, actor, { seq, side: 'member' });
  if (mentioned.length > 0)
    story.event('note.mentioned', thread, actor, { seq, memberIds: mentioned.map(({ id }) => id) });
}
