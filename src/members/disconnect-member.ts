import { Injectable } from '@nestjs/common';
import { Live } from '../platform/index.js';
import { memberRoom } from './members.live.js';

/** Takes away the sockets of a member who may not be here any more, on every node. */
@Injectable()
export class DisconnectMember {
  constructor(private readonly live: Live) {}

  run(brandId: string, memberId: string): void {
    this.live.members?.in(memberRoom(brandId, memberId)).disconnectSockets(true);
  }
}
