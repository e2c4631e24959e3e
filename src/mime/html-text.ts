import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { TextLines } from './text-lines.js';

/** What a mail program puts an earlier mail into; blocks that people indent by hand are none. */
const QUOTING_CLASSES =
  /(^|\s)(gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote|moz-cite|zmail_extra_hr|mail_quote)(\s|$)/;
/** Never shown, whatever stands within. */
const UNSEEN = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noframes',
  'noembed',
  'iframe',
  'object',
]);
const VOID = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'wbr',
  'col',
  'base',
  'area',
  'embed',
  'source',
]);
const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
   h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul`.split(/\s+/),
);
const PARAGRAPHS = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
  'blockquote',
  'pre',
  'dl',
]);
const STRUCK = new Set(['s', 'strike', 'del']);
/** Around what somebody took back: without it "two four lamps" were asked for. */
const STRUCK_MARK = '~';
const FILE_NAME = /^[^\s]{1,120}\.(png|jpe?g|gif|webp|svg|bmp|tiff?)$/i;
const MOST_OPEN = 200;

type Kind = 'unseen' | 'quote' | 'pre' | 'bullets' | 'numbers' | 'link' | 'struck';

/** An open element that changes what stands within. */
interface Open {
  tag: string;
  kind: Kind;
  /** Elements of the same name within that are open too. */
  within: number;
  /** Of a link: where it leads and with which piece of the line its text begins; of a numbered list: the last number. */
  href: string;
  from: number;
  count: number;
}

/**
 * The text of a mail that is markup, line for line as it is seen: paragraphs, lists and rows keep their lines, an
 * earlier mail has quote signs ("> "), what was struck out stands between "~", pictures are what is said in their place. What nobody sees stays out. Takes time
 * that grows with the length alone.
 */
export function htmlText(html: string): string {
  const reader = new HtmlReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return reader.text;
}

class HtmlReader implements TokenizerCallbacks {
  private readonly lines = new TextLines();
  private readonly open: Open[] = [];
  private tag = '';
  private attribute = '';
  private value = '';
  private attributes = new Map<string, string>();

  constructor(private readonly html: string) {}

  get text(): string {
    return this.lines.whole;
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.html.slice(start, end).toLowerCase();
    this.attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    this.attribute = this.html.slice(start, end).toLowerCase();
    this.value = '';
  }

  onattribdata(start: number, end: number): void {
    this.value += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    if (!this.attributes.has(this.attribute)) this.attributes.set(this.attribute, this.value);
  }

  onopentagend(): void {
    this.enter(this.tag, this.attributes);
  }

  onselfclosingtag(): void {
    this.enter(this.tag, this.attributes);
    if (!VOID.has(this.tag)) this.leave(this.tag);
  }

  onclosetag(start: number, end: number): void {
    this.leave(this.html.slice(start, end).toLowerCase());
  }

  ontext(start: number, end: number): void {
    this.add(this.html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.add(String.fromCodePoint(codepoint));
  }

  /** CDATA is text where markup of mails has it. */
  oncdata(start: number, end: number, endOffset: number): void {
    this.add(this.html.slice(start, end - endOffset));
  }

  oncomment(): void {
    return;
  }

  ondeclaration(): void {
    return;
  }

  onprocessinginstruction(): void {
    return;
  }

  onend(): void {
    return;
  }

  private add(text: string): void {
    if (this.isUnseen || text === '') return;
    if (this.isWithin('pre')) this.lines.addAsItIs(text);
    else this.lines.add(text);
  }

  private get isUnseen(): boolean {
    return this.open.at(-1)?.kind === 'unseen';
  }

  private isWithin(kind: Kind): boolean {
    return this.open.some((element) => element.kind === kind);
  }

  private enter(tag: string, attributes: Map<string, string>): void {
    if (tag === 'body') this.open.length = 0;
    const kind = VOID.has(tag) || this.open.length >= MOST_OPEN ? null : kindOf(tag, attributes);
    const around = kind && !this.isUnseen ? undefined : this.open.findLast((element) => element.tag === tag);
    if (around && !VOID.has(tag)) around.within += 1;
    if (this.isUnseen) return;
    if (kind !== 'unseen') this.breakBefore(tag, attributes);
    if (!kind) return;
    if (kind === 'quote') this.lines.quote(1);
    if (kind === 'struck') this.lines.openMark(STRUCK_MARK);
    const href = kind === 'link' ? (attributes.get('href') ?? '') : '';
    this.open.push({ tag, kind, within: 0, href, from: this.lines.pieceCount, count: 0 });
  }

  private breakBefore(tag: string, attributes: Map<string, string>): void {
    if (tag === 'br') this.lines.breakLine();
    else if (tag === 'img') this.add(seenInPlace(attributes.get('alt') ?? ''));
    else if (tag === 'td' || tag === 'th') this.lines.space();
    else if (PARAGRAPHS.has(tag)) this.lines.paragraph();
    else if (BLOCKS.has(tag)) this.lines.line();
    if (tag === 'li') this.lines.bullet(this.bullet());
  }

  private bullet(): string {
    const list = this.open.findLast(({ kind }) => kind === 'bullets' || kind === 'numbers');
    if (list?.kind !== 'numbers') return '- ';
    list.count += 1;
    return `${list.count}. `;
  }

  private leave(tag: string): void {
    const top = this.open.at(-1);
    if (top?.kind === 'unseen' && top.tag !== tag) return;
    const at = this.open.findLastIndex((element) => element.tag === tag);
    const element = this.open[at];
    if (element && element.within > 0) element.within -= 1;
    else if (element) for (const ended of this.open.splice(at)) this.end(ended);
    if (element?.kind === 'unseen') return;
    if (PARAGRAPHS.has(tag)) this.lines.paragraph();
    else if (BLOCKS.has(tag)) this.lines.line();
  }

  private end({ kind, href, from }: Open): void {
    if (kind === 'quote') this.lines.quote(-1);
    if (kind === 'struck') this.lines.closeMark(STRUCK_MARK);
    if (kind === 'link') this.lines.addLink(href, from);
  }
}

function kindOf(tag: string, attributes: Map<string, string>): Kind | null {
  const style = (attributes.get('style') ?? '').toLowerCase().replace(/\s/g, '');
  if (UNSEEN.has(tag) || /(^|;)display:none/.test(style) || attributes.has('hidden')) return 'unseen';
  if (isQuote(tag, attributes, style)) return 'quote';
  if (tag === 'pre' || tag === 'textarea') return 'pre';
  if (tag === 'ul') return 'bullets';
  if (tag === 'ol') return 'numbers';
  if (tag === 'a') return 'link';
  return isStruck(tag, style) ? 'struck' : null;
}

function isStruck(tag: string, style: string): boolean {
  if (STRUCK.has(tag)) return true;
  const isSaid = (rule: string) => rule.startsWith('text-decoration') && rule.includes('line-through');
  return style.includes('line-through') && style.split(';').some(isSaid);
}

function isQuote(tag: string, attributes: Map<string, string>, style: string): boolean {
  if (tag !== 'blockquote')
    return tag === 'div' && /(^|\s)yahoo_quoted(\s|$)/.test(attributes.get('class') ?? '');
  if (attributes.get('type')?.toLowerCase() === 'cite' || attributes.has('cite')) return true;
  if (QUOTING_CLASSES.test(attributes.get('class') ?? '')) return true;
  return /(^|;)border-(left|right|inline-start)(-width)?:(?!0|none|medium)/.test(style);
}

/** The name of a picture's file is nothing that somebody wrote. */
function seenInPlace(alt: string): string {
  return FILE_NAME.test(alt.trim()) ? '' : alt;
}
