import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved, ConversationsLive, MessageCreated } from '../conversations/index.js';
import { boardRoom } from '../desk/index.js';
import { GroupSaved, RuleSaved } from '../distribution/index.js';
import { AvailabilityChanged, MemberRemoved, MemberRenamed, MemberSaved } from '../members/index.js';
import { Events, Live, Paced } from '../platform/index.js';
import { ConversationTagged, ConversationUntagged, TagSaved } from '../tags/index.js';
import {
  VisitorAddressChanged,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
} from '../visitors/index.js';

/** However much happens, a board is told of it no more often. */
const EVERY_MS = 1500;

/** Tells boards that something on them has changed; they fetch what they show of it. */
@Injectable()
export class BoardLive implements OnModuleInit {
  private readonly boards = new Paced(EVERY_MS, (brandId) =>
    this.live.toMembers(boardRoom(brandId), 'board', {}),
  );

  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly conversations: ConversationsLive,
  ) {}

  onModuleInit(): void {
    for (const change of [
      ConversationMoved,
      ConversationTagged,
      ConversationUntagged,
      MessageCreated,
      VisitorIdentified,
      VisitorAddressChanged,
      VisitorSettingsChanged,
      VisitorMerged,
      AvailabilityChanged,
      MemberRemoved,
      MemberRenamed,
      MemberSaved,
      GroupSaved,
      RuleSaved,
      TagSaved,
    ]) {
      this.events.onCommitted<object>(change, ({ brandId }) => this.boards.ask(brandId));
    }
    this.conversations.whenMemberReads((brandId) => this.boards.ask(brandId));
  }
}
