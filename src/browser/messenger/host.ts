/** What the loader on the brand's page says. */
export interface FromHost {
  causerie: 'opened' | 'reduced' | 'engagement';
  /** Another one than before where the browser's was renewed. */
  token?: string;
  /** The token is a guest's: of somebody who came by another's link. */
  guest?: boolean;
  /** The one that a link in a message leads to. */
  conversation?: string;
  /** What the server calls the page around the frame. */
  pageViewId?: string;
  open?: boolean;
  engaged?: boolean;
  /** An appointment is offered while no conversation could start. */
  books?: boolean;
  /** Whether the keyboard is to be in the messenger now. */
  focus?: boolean;
}

type ToHost =
  | { causerie: 'ready' | 'reduce' | 'refused' }
  /** Away from what somebody else's link shows, to the visitor's own. */
  | { causerie: 'leave' }
  /** Whether what stands in the messenger is over, and may still be read on this page. */
  | { causerie: 'over' | 'going' }
  /** Whether something waits to be sent, so that the next page sends it where this one is left before. */
  | { causerie: 'unsent' | 'sent' }
  | { causerie: 'locale'; locale: string };

/**
 * The page around the frame. Only the brand's own sites may frame this document (its policy says so), so whoever is the
 * parent may be answered; nothing but the parent is listened to, and it is answered at its origin only.
 */
export class Host {
  private origin: string | undefined;
  /** Of the page around the frame. */
  pageViewId: string | undefined;

  constructor(private readonly heard: (message: FromHost) => void) {
    addEventListener('message', ({ source, origin, data }: MessageEvent<FromHost | null>) => {
      if (source !== window.parent || source === window || typeof data?.causerie !== 'string') return;
      if (this.origin !== undefined && this.origin !== origin) return;
      this.origin = origin;
      this.pageViewId = data.pageViewId;
      this.heard(data);
    });
  }

  tell(message: ToHost): void {
    if (window.parent === window) return;
    // Before the first word of the parent its origin is unknown; "ready" says nothing about anybody.
    window.parent.postMessage(message, this.origin ?? '*');
  }
}
