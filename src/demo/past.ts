import { DateTime } from 'luxon';
import { newId } from '../kernel/index.js';
import { surveyLine } from '../surveys/index.js';
import type { Dialogue } from './demo-brand.js';
import { speak } from './speak.js';
import type { Story } from './story.js';
import { Thread } from './thread.js';

const DAYS = 30;
const A_DAY = 3;
const MINUTE = 60_000;
/** What is told ends before now, also when it was set aside and something was bought afterwards. */
const LONGEST = 10 * 60 * MINUTE;
/** How often people write in each hour from eight to twenty-one. */
const HOURS = [2, 4, 6, 7, 6, 5, 6, 6, 6, 7, 8, 8, 7, 4];

/** Thirty days of conversations up to half a day ago, all of them closed, with what was said and bought after them. */
export function tellPast(story: Story, now: Date): void {
  const past = new Past(story, now.getTime() - LONGEST);
  for (let day = DAYS; day >= 1; day--)
    past.tellDay(DateTime.fromJSDate(now, { zone: story.brand.timeZone }).minus({ days: day }));
}

class Past {
  private told = 0;

  constructor(
    private readonly story: Story,
    private readonly until: number,
  ) {}

  tellDay(day: DateTime): void {
    const { brand, chance } = this.story;
    const isWeekend = day.weekday > 5;
    const many = chance.between(isWeekend ? 1 : 2, isWeekend ? A_DAY - 1 : A_DAY + 1);
    for (let count = 0; count < many; count++) {
      const hour = 8 + chance.oneOf([...HOURS.keys()], HOURS);
      const at = day.set({ hour, minute: chance.between(0, 59), second: chance.between(0, 59) });
      const dialogue = brand.dialogues[(this.told * 5 + day.day) % brand.dialogues.length];
      this.told++;
      if (dialogue && at.toMillis() < this.until) this.tell(dialogue, at.toJSDate());
    }
  }

  private tell(dialogue: Dialogue, startedAt: Date): void {
    const { brand, chance, setting } = this.story;
    const group = chance.oneOf(setting.groups, [3, 1]);
    const member = chance.oneOf(group.members);
    const visitor = this.story.visit(chance.oneOf(brand.visitors), dialogue.page, startedAt);
    const thread = new Thread(setting.brandId, startedAt, chance);
    speak(thread, this.story, { said: dialogue.said, visitor, member });
    thread.pass(30, 300);
    thread.end('closed');
    thread.line('closed');
    this.story.event(
      'conversation.closed',
      thread,
      { kind: 'member', id: member.id },
      { reason: 'done', from: 'on_desk', memberId: member.id, queueId: null },
    );
    this.story.tag(thread, dialogue, member);
    for (const [side, readerId] of [
      ['visitor', visitor.id],
      ['member', member.id],
    ] as const)
      this.story.read(thread, side, readerId, thread.entries.length);
    const closed = { state: 'closed', closed_at: thread.at, closed_by: member.id, close_reason: 'done' };
    if (dialogue.sale) this.buy(visitor.id, dialogue.sale, thread.at);
    if (chance.next() < 0.5) this.judge(thread, dialogue, visitor.id);
    this.story.conversation(thread, dialogue, visitor.id, { ...closed, group_id: group.id });
  }

  /** The visitor answers the survey. */
  private judge(thread: Thread, { locale }: Dialogue, visitorId: string): void {
    const { brand, chance, rows, setting } = this.story;
    const spoken = locale ?? brand.locale;
    const verdicts = brand.verdicts.filter((known) => !known.comment || spoken === brand.locale);
    const { score = null, recommendation = null, comment = null } = chance.oneOf(verdicts);
    thread.pass(20, 600);
    const { code, params } = surveyLine({ score, recommendation, comment });
    thread.line(code, { params });
    rows.surveys.push({
      brand_id: setting.brandId,
      conversation_id: thread.id,
      ...{ score, recommendation, comment },
      locale: spoken,
      answered_at: thread.at,
    });
    this.story.event(
      'survey.answered',
      thread,
      { kind: 'visitor', id: visitorId },
      { score, recommendation, hasComment: comment !== null },
    );
  }

  private buy(visitorId: string, amount: number, after: Date): void {
    const { brand, chance, rows, setting } = this.story;
    rows.transactions.push({
      brand_id: setting.brandId,
      id: newId(),
      site_id: setting.siteId,
      visitor_id: visitorId,
      external_id: `${brand.slug}-${chance.between(1e7, 1e8 - 1)}`,
      amount,
      currency: brand.currency,
      at: new Date(after.getTime() + chance.between(4, 180) * MINUTE),
    });
  }
}
