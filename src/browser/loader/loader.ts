import { takeLink } from '../link.js';
import { openStore } from '../store.js';
import { browserOf } from '../tokens.js';
import { onAddressChange, page } from './addresses.js';
import { backStep } from './back.js';
import { talkWithFrame } from './frame.js';
import type { Engagement, Hello } from './hello.js';
import { createLauncher } from './launcher.js';
import { cancel, hear, later, request, serialize, type Timer } from './natives.js';
import { installApi } from './page-api.js';
import { openSocket, type Answer } from './socket.js';
import { countInTitle } from './title.js';

const SMALL_SCREEN = '(max-width:480px)';
/** Where the messenger covers the page; who has opened it there comes back by Back. */
const COVERED = `${SMALL_SCREEN},(max-height:480px)`;
/** Failures after which a WebSocket counts as blocked, and the page asks once by HTTP. */
const BLOCKED_AFTER = 2;
/** Milliseconds without a page, after which whoever comes is back for another visit, as the server counts them. */
const VISIT_ENDS = 1_800_000;
/** What is longer than any identity is not said with the greeting, which would not get through. */
const LONGEST_IDENTITY = 2e4;

/** Connects the page with its brand: shows the launcher, opens the messenger, serves `causerie(…)`. */
export function startLoader(base: string, key: string): void {
  const kept = openStore(() => localStorage, `causerie:${key}:`, hear);
  const visit = openStore(() => sessionStorage, `causerie:${key}:`);
  let hello: Hello | undefined;
  let everConnected = false;
  let wished: string | undefined = kept.get('locale');
  let wantsOpen = false;
  let wantsFocus = false;
  /** The messenger holds a conversation that was closed: it can be read until the page changes. */
  let readable = false;
  /** What a link in a message leads to, until the page changes. */
  let linked: string | undefined;
  let link = takeLink();
  /** What the page was told last. */
  let wasToldOpen = false;
  let timer: Timer;
  /** What another tab has done with its messenger. */
  let elsewhere: string | undefined;
  /** The token that the server knows this tab by. */
  let shown: string | undefined;
  /** Whom the page has said that the visitor is, until that is answered. */
  let identity: object | undefined;

  const auth = (): object => ({
    site: key,
    part: 'loader',
    token: (shown = kept.get('token')),
    identity,
    chosen: wished,
    locale: document.documentElement.lang,
    languages: navigator.languages.slice(0, 10),
    page: page(),
    again: everConnected,
    pageViewId: hello?.pageViewId ?? undefined,
    link,
  });

  const launcher = createLauncher({ clicked: () => open(true), placed: () => frame.leave() });

  /** The link was somebody else's than this browser is: the messenger shows what it may, as long as the tab is there. */
  const guest = (): string | undefined => visit.get('guest');

  const talks = (): boolean =>
    !!hello && (hello.engaged || hello.ongoing || readable || !!linked || !!guest());

  const books = (): boolean => !!hello?.books && !talks();

  const isShown = (): boolean => talks() || books();

  const arrange = (): void => {
    launcher.show(isShown(), books());
    // What was written on a page that was left before it could be sent goes out from this one.
    if (kept.get('unsent') && talks()) launcher.load(address());
  };

  const address = (): string => {
    // Who is new is welcomed at once.
    const isNew = !hello?.ongoing && !linked && !guest();
    return `${base}/w/${key}/messenger?lang=${hello?.locale}${isNew ? '#new' : ''}`;
  };

  /** Reloads of this tab find it again; other tabs of the browser follow. */
  const keepState = (state: 'open' | 'reduced'): void => {
    const now = `${state} ${Date.now()}`;
    visit.set('state', now);
    kept.set('state', now);
  };

  /** What another tab has done holds here once somebody looks; on a small screen nothing covers the page by itself. */
  const followTab = (): void => {
    const state = elsewhere;
    if (document.hidden || !state) return;
    elsewhere = undefined;
    if (state.startsWith('reduced')) reduce();
    else if (!launcher.isOpen() && !matchMedia(SMALL_SCREEN).matches && isShown()) open(false);
  };

  /** `focus` where a person or the page asked for it; a messenger that opens by itself leaves the keyboard to the page. */
  const open = (focus: boolean): void => {
    if (!hello) wantsOpen = true;
    else if (isShown()) {
      wantsFocus = focus;
      keepState('open');
      launcher.open(address(), focus);
      frame.tell('opened');
      tellOpen();
      if (focus && matchMedia(COVERED).matches) step.take();
    } else fire('not_engaged');
  };

  /** The page hears of each change once, whatever was drawn anew in between. */
  const tellOpen = (): void => {
    const isOpen = launcher.isOpen();
    if (isOpen === wasToldOpen) return;
    wasToldOpen = isOpen;
    fire(isOpen ? 'opened' : 'reduced');
  };

  const reduce = (): void => {
    if (!launcher.isOpen()) return;
    keepState('reduced');
    launcher.reduce();
    frame.tell('reduced');
    tellOpen();
  };

  const step = backStep(reduce);

  const frame = talkWithFrame(base, {
    window: launcher.frame,
    state: () => ({
      token: guest() ?? hello?.token,
      guest: !!guest(),
      conversation: linked,
      open: launcher.isOpen(),
      engaged: hello?.engaged,
      books: hello?.books,
      pageViewId: hello?.pageViewId,
      focus: wantsFocus,
    }),
    heard(said) {
      const { causerie: what } = said;
      if (what === 'ready') frame.tell(launcher.isOpen() ? 'opened' : 'reduced');
      else if (what === 'reduce') {
        reduce();
        step.leave();
      } else if (what === 'locale') speak(said.locale);
      else if (what === 'refused') lose();
      else if (what === 'leave') part();
      else if (what === 'unsent' || what === 'sent') kept.set('unsent', what === 'sent' ? undefined : '1');
      else {
        readable = what === 'over';
        arrange();
      }
    },
  });

  /**
   * Follows what has changed; an open messenger stays open, whatever happens to the launcher, unless nothing is for the
   * visitor any more. The page hears of it once all of it holds, after these events.
   */
  const engage = (news: Partial<Engagement>, after: string[] = []): void => {
    if (!hello) return;
    const { engaged, unread, pageViewId } = hello;
    const before = hello.books;
    const booked = books();
    Object.assign(hello, news);
    if (hello.gone) {
      linked = undefined;
      reduce();
      discard();
    }
    arrange();
    launcher.badge(hello.unread, hello.unreadText);
    countInTitle(hello.unread);
    cancel(timer);
    if (hello.askAgain) timer = later(ask, hello.askAgain);
    if (hello.engaged !== engaged || hello.books !== before || hello.pageViewId !== pageViewId)
      frame.tell('engagement');
    after.forEach((event) => fire(event));
    if (hello.engaged && !engaged) fire('engaged');
    if (books() && !booked) fire('last_resort');
    if (hello.unread > unread) fire('message', { unread: hello.unread });
  };

  const ask = (): void => socket.emit('ask');

  /** `askAgain` is to be greeted once more. */
  const welcome = (news: Hello, askAgain: () => void = () => socket.renew()): void => {
    const { token } = news;
    const now = kept.get('token');
    // Another tab was given one meanwhile: this browser's, unless this one is a renewal.
    if (now && now !== shown && (token === shown || browserOf(token) !== browserOf(shown))) return askAgain();
    kept.set('token', (shown = token));
    const before = hello;
    const { engaged, books, unread, pageViewId } = news;
    const known = before ?? { engaged: false, books: false, unread, pageViewId };
    hello = {
      ...news,
      engaged: known.engaged,
      books: known.books,
      unread: known.unread,
      pageViewId: known.pageViewId,
    };
    everConnected = true;
    link = undefined;
    launcher.dress(news);
    engage({ engaged, books, unread, pageViewId }, before ? [] : ['ready']);
    if (!before) begin(news.link);
    else if (news.link) follow(news.link);
    else if (browserOf(before.token) !== browserOf(token) || before.locale !== news.locale) renew();
    else if (before.token !== token) frame.tell('engagement');
  };

  const follow = ({ conversation, token, notice }: NonNullable<Hello['link']>): void => {
    if (notice) return launcher.notify(notice);
    linked = conversation;
    visit.set('guest', token);
    discard();
    open(true);
    arrange();
  };

  /** Opens by itself where the visitor left it open, or comes back later to messages that they have not seen. */
  const begin = (came: Hello['link']): void => {
    if (came) return follow(came);
    const [state, at] = visit.get('state')?.split(' ') ?? [];
    const isBack = !state || Date.now() - Number(at) > VISIT_ENDS;
    if (state) visit.set('state', `${state} ${Date.now()}`);
    const small = matchMedia(SMALL_SCREEN).matches;
    const opens = state === 'open' || (isBack && (hello?.unread ?? 0) > 0);
    if (wantsOpen || (opens && !small && isShown())) open(false);
  };

  const discard = (): void => {
    readable = false;
    frame.leave();
    launcher.discard();
  };

  /** Another visitor or another language: what the frame shows is no longer right. */
  const renew = (): void => {
    const wasOpen = launcher.isOpen();
    discard();
    if (wasOpen && isShown()) open(false);
    tellOpen();
  };

  const forget = (): void => {
    kept.set('token', undefined);
    visit.set('state', undefined);
    visit.set('guest', undefined);
    discard();
    tellOpen();
    socket.forget();
    socket.emit('reset');
  };

  /** From the messages of somebody else's link to the visitor's own messenger. */
  const part = (): void => {
    visit.set('guest', undefined);
    linked = undefined;
    renew();
    arrange();
  };

  /** The server knows the messenger's visitor no more, or by another token. */
  const lose = (): void => (guest() ? part() : socket.renew());

  /** Where WebSocket is blocked the page is told once; what changes later shows on the next page. */
  const byHttp = async (): Promise<void> => {
    const answer = await request(`${base}/w/${key}/hello`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: serialize(auth()),
    });
    if (answer.ok) welcome((await answer.json()) as Hello, () => void byHttp());
  };

  /** Nobody is let in from this page any more: it looks as if we had never been there. */
  const vanish = (): void => {
    socket.close();
    hello = undefined;
    discard();
    arrange();
    countInTitle(0);
    tellOpen();
  };

  const speak = (locale: string): void => {
    wished = locale;
    kept.set('locale', locale);
    socket.emit('language', { locale });
  };

  const socket = openSocket(`${base.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    auth,
    refused: vanish,
    failed: (times) => void (!everConnected && times === BLOCKED_AFTER && byHttp().catch(() => undefined)),
    on(event, payload) {
      if (event === 'hello') welcome(payload);
      else if (event === 'engagement' || event === 'last_resort') engage(payload);
      else if (event === 'closed') vanish();
      else if (event === 'room') engage({ engaged: (payload as { has: boolean }).has });
      else ask();
    },
  });

  // Last, for what the page said before now is said at once, over the socket.
  const fire = installApi({
    open: () => open(true),
    reduce,
    identify(said: object) {
      identity = `${serialize(said)}`.length < LONGEST_IDENTITY ? said : undefined;
      socket.emit('identify', said, ({ ok, code, message }: Answer) => {
        identity = undefined;
        if (!ok) console.warn(`causerie: ${code}: ${message as string}`);
        fire(ok ? 'identified' : 'identity_refused', { code });
      });
    },
    reset: forget,
    set: (custom: object) => socket.emit('set', custom),
    cart: (cart: object) => socket.emit('cart', cart),
    transaction: (transaction: object) => socket.emit('transaction', transaction),
    language: (locale: string) => speak(locale),
  });

  kept.follow('state', (state) => {
    elsewhere = state;
    followTab();
  });
  kept.follow('token', (token) => {
    if (token && token !== shown) socket.renew();
  });
  hear(document, 'visibilitychange', followTab);
  onAddressChange(() => {
    step.forget();
    readable = false;
    linked = undefined;
    launcher.renew();
    socket.emit('page', page());
  });
}
