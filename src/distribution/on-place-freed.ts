import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved } from '../conversations/index.js';
import { AvailabilityChanged, MemberRemoved, MemberSaved } from '../members/index.js';
import { Events } from '../platform/index.js';
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
    this.events.onCommitted(ConversationMoved, ({ brandId, data: { from, to } }) => {
      // What starts and what lands has had its pass.
      if (from !== null && to !== 'on_desk') this.passes.soon(brandId);
    });
    this.events.onCommitted(AvailabilityChanged, pass);
    this.events.onCommitted(MemberSaved, pass);
    this.events.onCommitted(MemberRemoved, pass);
  }
}
