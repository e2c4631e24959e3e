import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events, Live } from '../platform/index.js';
import { AvailabilityChanged } from './members.events.js';

/** The room of every desk that one member has open. */
export function memberRoom(brandId: string, memberId: string): string {
  return `member:${brandId}:${memberId}`;
}

/** The room of every desk of a brand. */
export function brandMembersRoom(brandId: string): string {
  return `members:${brandId}`;
}

/** Shows a change of availability on every desk the member has open. */
@Injectable()
export class MembersLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(AvailabilityChanged, ({ brandId, subjectId, data }) => {
      if (subjectId) this.live.toMembers(memberRoom(brandId, subjectId), 'availability', data);
    });
  }
}
