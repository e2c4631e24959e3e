import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ConversationClosed,
  ConversationReleased,
  ConversationReturned,
  ConversationSnoozed,
} from '../conversations/index.js';
import { AvailabilityChanged, MemberSaved } from '../members/index.js';
import { Events } from '../platform/index.js';
import { ConversationTransferred } from './distribution.events.js';
import { Passes } from './passes.js';

/** Whatever may free a place, take room away or bring a conversation back is followed by a pass, at once and in this process. */
@Injectable()
export class OnPlaceFreed implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly passes: Passes,
  ) {}

  onModuleInit(): void {
    const pass = ({ brandId }: { brandId: string }) => this.passes.soon(brandId);
    this.events.onCommitted(ConversationClosed, pass);
    this.events.onCommitted(ConversationSnoozed, pass);
    this.events.onCommitted(ConversationReturned, pass);
    this.events.onCommitted(ConversationReleased, pass);
    this.events.onCommitted(ConversationTransferred, pass);
    this.events.onCommitted(AvailabilityChanged, pass);
    this.events.onCommitted(MemberSaved, pass);
  }
}
