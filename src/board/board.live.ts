import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ConversationClosed,
  ConversationReleased,
  ConversationReturned,
  ConversationSnoozed,
  ConversationStarted,
  MessageCreated,
} from '../conversations/index.js';
import { boardRoom } from '../desk/index.js';
import { ConversationLanded, ConversationTransferred } from '../distribution/index.js';
import { AvailabilityChanged } from '../members/index.js';
import { Events, Live } from '../platform/index.js';

/** However much happens, a board is told of it no more often. */
const EVERY_MS = 1500;

/** Tells boards that something on them has changed; they fetch what they show of it. */
@Injectable()
export class BoardLive implements OnModuleInit {
  private readonly toTell = new Set<string>();

  constructor(
    private readonly events: Events,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    const tell = ({ brandId }: { brandId: string }) => this.tell(brandId);
    this.events.onCommitted(ConversationStarted, tell);
    this.events.onCommitted(ConversationLanded, tell);
    this.events.onCommitted(ConversationSnoozed, tell);
    this.events.onCommitted(ConversationReturned, tell);
    this.events.onCommitted(ConversationTransferred, tell);
    this.events.onCommitted(ConversationReleased, tell);
    this.events.onCommitted(ConversationClosed, tell);
    this.events.onCommitted(MessageCreated, tell);
    this.events.onCommitted(AvailabilityChanged, tell);
  }

  private tell(brandId: string): void {
    if (this.toTell.has(brandId)) return;
    this.toTell.add(brandId);
    setTimeout(() => {
      this.toTell.delete(brandId);
      this.live.toMembers(boardRoom(brandId), 'board', {});
    }, EVERY_MS).unref();
  }
}
