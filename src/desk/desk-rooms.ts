/** The room of a brand's open boards. */
export function boardRoom(brandId: string): string {
  return `board:${brandId}`;
}

/** The room of the desks that show whether this person is online, by each of the person's browsers. */
export function presenceRoom(brandId: string, personId: string): string {
  return `presence:${brandId}:${personId}`;
}

/** The room of the desks that look at a conversation. */
export function viewersRoom(brandId: string, conversationId: string): string {
  return `viewers:${brandId}:${conversationId}`;
}

/** The conversation whose room it is, or whose viewers'; null for other rooms. */
export function conversationOf(room: string): string | null {
  return /^(?:conversation|viewers):[^:]+:([^:]+)/.exec(room)?.[1] ?? null;
}

/** Whether it is the room of a conversation, of who looks at it or of its visitor: who hears it may read the conversation. */
export function isOfConversation(room: string): boolean {
  return /^(?:conversation|viewers|presence):/.test(room);
}
