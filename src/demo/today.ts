import { newId } from '../kernel/index.js';
import type { OpenConversation } from './demo-brand.js';
import { speak } from './speak.js';
import type { Story, StoryGroup, Teller } from './story.js';
import { Thread, type PastMember, type Row } from './thread.js';

const MINUTE = 60_000;
/** As long as the brand's setting says before anybody changes it. */
const ASSIGNED_FOR = 24 * 60 * MINUTE;

/** Some conversations that go on at this moment: on desks, waiting, set aside, and one that ended badly. */
export function tellToday(story: Story, now: Date): void {
  for (const open of story.brand.today) new Today(story, open, now).tell();
}

class Today {
  private readonly member: PastMember;
  private readonly actor: Teller;
  private readonly thread: Thread;

  constructor(
    private readonly story: Story,
    private readonly open: OpenConversation,
    private readonly now: Date,
  ) {
    this.member = this.person(open.member);
    this.actor = { kind: 'member', id: this.member.id };
    const startedAt = new Date(now.getTime() - open.ago * MINUTE);
    this.thread = new Thread(story.setting.brandId, startedAt, story.chance);
  }

  tell(): void {
    const { story, open, member, thread } = this;
    const visitor = story.visit(open.visitor, open.page, thread.startedAt);
    speak(thread, story, { said: open.said, visitor, member });
    story.tag(thread, open, member);
    story.read(thread, 'visitor', visitor.id, thread.entries.length);
    const read = this.read();
    if (read > 0) story.read(thread, 'member', member.id, read);
    const group = this.group(({ members }) => members.includes(member));
    story.conversation(thread, open, visitor.id, { group_id: group.id, ...this.stand(visitor.id) });
  }

  /** What is on the desk is read up to the member's own last word; what they put elsewhere they have read whole. */
  private read(): number {
    const { entries } = this.thread;
    if (this.open.now.is !== 'on_desk') return entries.length;
    return entries.findLastIndex((each) => each.side === 'member' && each.author_id === this.member.id) + 1;
  }

  private stand(visitorId: string): Row {
    const { now } = this.open;
    if (now.is === 'snoozed') return this.setAside(now.hours, now.keep);
    if (now.is === 'blocked') return this.block(visitorId);
    if (now.is === 'on_desk') return { state: 'on_desk', member_id: this.member.id };
    return 'group' in now
      ? this.giveToGroup(this.group(({ name }) => name === now.group))
      : this.giveTo(this.person(now.to));
  }

  private setAside(hours: number, keep = false): Row {
    const { thread, member } = this;
    const until = new Date(this.now.getTime() + hours * 60 * MINUTE);
    thread.pass(20, 60);
    thread.end('snoozed');
    const told = { memberId: member.id, until: until.toISOString(), keep };
    thread.line(keep ? 'snoozed_kept' : 'snoozed', { by: member, params: { until: told.until } });
    this.story.event('conversation.snoozed', thread, this.actor, told);
    this.story.rows.jobs.push({
      brand_id: this.story.setting.brandId,
      id: newId(),
      name: 'conversations.return',
      key: thread.id,
      payload: { conversationId: thread.id },
      due_at: until,
      state: 'due',
      tries: 0,
    });
    const kept = keep ? member.id : null;
    return { state: 'snoozed', snoozed_until: until, snoozed_by: member.id, keep_for: kept };
  }

  private giveToGroup({ id, name }: StoryGroup): Row {
    this.handOver({ toMemberId: null, toGroupId: id });
    this.thread.line('transferred', { by: this.member, params: { to: name } });
    return { state: 'waiting', group_id: id, queued_at: this.thread.at };
  }

  private giveTo({ id, name }: PastMember): Row {
    this.handOver({ toMemberId: id, toGroupId: null });
    const until = new Date(this.thread.at.getTime() + ASSIGNED_FOR);
    const params = { to: name, until: until.toISOString() };
    this.thread.line('transferred_until', { by: this.member, params });
    return { state: 'waiting', assigned_to: id, assigned_until: until, queued_at: this.thread.at };
  }

  private handOver(to: { toMemberId: string | null; toGroupId: string | null }): void {
    this.thread.pass(20, 60);
    this.thread.end('transferred');
    const told = { fromMemberId: this.member.id, ...to };
    this.story.event('conversation.transferred', this.thread, this.actor, told);
  }

  private block(visitorId: string): Row {
    const { story, thread, member, actor } = this;
    thread.pass(20, 60);
    const blocked = { blocked_at: thread.at, blocked_by: member.id };
    for (const visitor of story.rows.visitors) if (visitor.id === visitorId) Object.assign(visitor, blocked);
    thread.line('blocked', { by: member });
    story.event('visitor.blocked', thread, actor, { closed: true }, { subjectId: visitorId });
    thread.end('closed');
    thread.line('closed');
    const told = { reason: 'blocked', from: 'on_desk', memberId: member.id, queueId: null };
    story.event('conversation.closed', thread, actor, told);
    return { state: 'closed', closed_at: thread.at, closed_by: member.id, close_reason: 'blocked' };
  }

  private person(login: string): PastMember {
    const found = this.story.setting.members.get(login);
    if (!found) throw new Error(`Nobody of the demo is called ${login}.`);
    return found;
  }

  private group(isIt: (group: StoryGroup) => boolean): StoryGroup {
    const found = this.story.setting.groups.find(isIt);
    if (!found) throw new Error(`The demo has no group for ${this.open.visitor}.`);
    return found;
  }
}
