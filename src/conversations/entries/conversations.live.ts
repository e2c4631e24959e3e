import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import { memberRoom } from '../../members/index.js';
import { Events, I18n, Live, Views } from '../../platform/index.js';
import { ConversationMoved } from '../conversations.events.js';
import { SEEN_BY_VISITORS, type ConversationState } from '../domain/state.js';
import type { Entry } from './entry.js';
import { EntryFiles, type EntryFile } from './entry-files.js';
import { EntryViews } from './entry-views.js';
import { mayHoldLinks } from './text-parts.js';

const ENTRY = 'conversations.entry';

interface EntryToShow {
  brandId: string;
  entry: Entry;
  files: EntryFile[];
  /** The socket that has it already. */
  except: string | null;
}

export interface ReadMark {
  conversationId: string;
  side: 'visitor' | 'member';
  readerId: string;
  seq: number;
  visitorSeq: number | null;
}

/** The room of those who read a conversation on one side in one language: they all get the same markup. */
export function conversationRoom(
  brandId: string,
  conversationId: string,
  side: 'visitor' | 'member',
  locale: string,
): string {
  return `conversation:${brandId}:${conversationId}:${side}:${locale}`;
}

/** Shows what happens in a conversation to those who have it open; called after commit only. */
@Injectable()
export class ConversationsLive implements OnModuleInit {
  private readonly logger = new Logger('ConversationsLive');
  private readonly memberReadHandlers: ((brandId: string) => void)[] = [];

  constructor(
    private readonly live: Live,
    private readonly views: Views,
    private readonly entryViews: EntryViews,
    private readonly entryFiles: EntryFiles,
    private readonly i18n: I18n,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(ConversationMoved, ({ brandId, conversationId: id, data: { from, to } }) => {
      // What starts nobody has open yet; where it waits is nothing that visitors see.
      if (id === null || from === null) return;
      if (SEEN_BY_VISITORS[from] === SEEN_BY_VISITORS[to]) this.stateToMembers(brandId, { id, state: to });
      else this.state(brandId, { id, state: to });
    });
    this.live.whenTold<EntryToShow>(ENTRY, (told) =>
      this.show({ ...told, entry: { ...told.entry, at: new Date(told.entry.at) } }),
    );
  }

  /** The sender's own socket is left out where it shows the same already: a text without links and files. */
  entry(brandId: string, entry: Entry, senderSocketId?: string): void {
    const except =
      senderSocketId && !entry.fileIds && !mayHoldLinks(entry.body ?? '') ? senderSocketId : null;
    if (!entry.fileIds) this.live.tellNodes(ENTRY, { brandId, entry, files: [], except });
    else void this.entryWithFiles(brandId, entry);
  }

  /** Called on this node whenever a member has read on. */
  whenMemberReads(handler: (brandId: string) => void): void {
    this.memberReadHandlers.push(handler);
  }

  /** To the other side as something to see, to the reader's own side so that badges follow in other windows. */
  read(brandId: string, { conversationId, side, readerId, seq, visitorSeq }: ReadMark): void {
    const forVisitors = { conversationId, side, seq: visitorSeq };
    if (visitorSeq !== null)
      this.live.toVisitors(this.rooms(brandId, conversationId, 'visitor'), 'read', forVisitors);
    this.live.toMembers(this.rooms(brandId, conversationId, 'member'), 'read', {
      conversationId,
      side,
      readerId,
      seq,
    });
    if (side === 'member') for (const handle of this.memberReadHandlers) handle(brandId);
  }

  typing(
    brandId: string,
    {
      conversationId,
      side,
      authorId,
      kind,
    }: {
      conversationId: string;
      side: 'visitor' | 'member';
      authorId: string;
      kind: 'message' | 'note';
    },
  ): void {
    this.live.toMembers(this.rooms(brandId, conversationId, 'member'), 'typing', {
      conversationId,
      side,
      authorId,
    });
    if (side === 'member' && kind === 'message')
      this.live.toVisitors(this.rooms(brandId, conversationId, 'visitor'), 'typing', { conversationId });
  }

  /** Something has changed about the notes that mention these members. */
  mentions(brandId: string, memberIds: readonly string[]): void {
    const rooms = memberIds.map((id) => memberRoom(brandId, id));
    this.live.toMembers(rooms, 'mentions', {});
  }

  state(brandId: string, { id, state }: { id: string; state: ConversationState }): void {
    this.live.toVisitors(this.rooms(brandId, id, 'visitor'), 'conversation', {
      conversationId: id,
      state: SEEN_BY_VISITORS[state],
    });
    this.stateToMembers(brandId, { id, state });
  }

  private stateToMembers(brandId: string, { id, state }: { id: string; state: ConversationState }): void {
    this.live.toMembers(this.rooms(brandId, id, 'member'), 'conversation', { conversationId: id, state });
  }

  private async entryWithFiles(brandId: string, entry: Entry): Promise<void> {
    try {
      this.live.tellNodes(ENTRY, {
        brandId,
        entry,
        files: await this.entryFiles.of(brandId, [entry]),
        except: null,
      });
    } catch (error) {
      this.logger.error('an entry could not be shown', error instanceof Error ? error.stack : String(error));
    }
  }

  /** Rendered once per language and side that somebody on this node reads. */
  private show({ brandId, entry, files, except }: EntryToShow): void {
    const { conversationId, clientId, side: by, seq, visitorSeq } = entry;
    for (const [namespace, side, locales] of this.audiences()) {
      if (!namespace || (side === 'visitor' && visitorSeq === null)) continue;
      for (const locale of locales) {
        const room = conversationRoom(brandId, conversationId, side, locale);
        if (!hasOthers(namespace.adapter.rooms.get(room), except)) continue;
        const view = this.entryViews.view(entry, { side, locale }, files);
        const html = this.views.render('conversations/_entry', view, locale);
        const number = side === 'visitor' ? visitorSeq : seq;
        namespace.local
          .to(room)
          .except(except ?? [])
          .emit('entry', { conversationId, seq: number, clientId, by, html });
      }
    }
  }

  private audiences(): [Namespace | undefined, 'visitor' | 'member', readonly string[]][] {
    return [
      [this.live.visitors, 'visitor', this.i18n.visitorLocales],
      [this.live.members, 'member', this.i18n.memberLocales],
    ];
  }

  private rooms(brandId: string, conversationId: string, side: 'visitor' | 'member'): string[] {
    const locales = side === 'visitor' ? this.i18n.visitorLocales : this.i18n.memberLocales;
    return locales.map((locale) => conversationRoom(brandId, conversationId, side, locale));
  }
}

function hasOthers(room: Set<string> | undefined, except: string | null): boolean {
  return room !== undefined && (room.size > 1 || except === null || !room.has(except));
}
