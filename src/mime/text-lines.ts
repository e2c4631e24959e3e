const DEEPEST_QUOTE = 20;
const LONGEST_LINK = 2000;

/** Puts a text together out of lines, each behind as many quote signs as it is deep in earlier mails. */
export class TextLines {
  private readonly lines: string[] = [];
  private pieces: string[] = [];
  private size = 0;
  private depth = 0;
  private isSpaced = false;
  /** Whether the line above is. */
  private isBlank = false;
  /** Put before what is written next. */
  private marks = '';
  /** How long the line is as long as it is a bullet alone. */
  private bulletSize = 0;

  get whole(): string {
    this.line();
    return this.lines.join('\n');
  }

  /** So many pieces the line that is being written has. */
  get pieceCount(): number {
    return this.pieces.length;
  }

  /** Blanks and line breaks count as one space. */
  add(text: string): void {
    const words = text.replace(/[\s\u00a0]+/g, ' ');
    if (words === '' || words === ' ') {
      if (words === ' ') this.space();
      return;
    }
    if ((this.isSpaced || words.startsWith(' ')) && this.size > 0) this.push(' ');
    this.isSpaced = words.endsWith(' ');
    this.push(this.takenMarks() + words.trim());
  }

  addAsItIs(text: string): void {
    this.push(this.takenMarks());
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.breakLine();
      this.push(line);
    }
  }

  /** A sign right before what is written next, and behind what was written last; none around nothing. */
  openMark(sign: string): void {
    this.marks += sign;
  }

  closeMark(sign: string): void {
    if (this.marks !== '') this.marks = this.marks.slice(sign.length);
    else if (this.size > 0) this.push(sign);
    else this.addAbove(sign);
  }

  /** What follows stands behind it, also where that is a paragraph. */
  bullet(sign: string): void {
    this.size = 0;
    this.pieces = [];
    this.push(sign);
    this.bulletSize = this.size;
  }

  space(): void {
    this.isSpaced = this.size > 0;
  }

  /** A new line, even where nothing was written. */
  breakLine(): void {
    // The one trailing blank that means something: a line of dashes above a signature.
    const text = this.pieces.join('');
    const line = text === '--' && this.isSpaced ? '-- ' : text;
    this.lines.push('> '.repeat(this.depth) + line);
    this.isBlank = line === '';
    this.pieces = [];
    this.size = 0;
    this.bulletSize = 0;
    this.isSpaced = false;
  }

  /** What follows stands on a line of its own. */
  line(): void {
    if (this.size > this.bulletSize) this.breakLine();
    this.isSpaced = false;
  }

  /** And with a line between. */
  paragraph(): void {
    this.line();
    if (this.size > 0) return;
    if (this.lines.length > 0 && !this.isBlank) this.breakLine();
  }

  /** Deeper in earlier mails by so many, or less deep. */
  quote(by: 1 | -1): void {
    this.line();
    if (by < 0) this.isBlank = false;
    this.depth = Math.min(Math.max(this.depth + by, 0), DEEPEST_QUOTE);
  }

  /** Where a link leads, unless its text, which begins with that piece of the line, says so. */
  addLink(href: string, from: number): void {
    const url = href.trim();
    const text = this.pieces.slice(from).join('').trim();
    if (!/^https?:\/\//i.test(url) || url.length > LONGEST_LINK || text === '') return;
    if (text.includes('://') || url.toLowerCase().includes(text.toLowerCase())) return;
    this.push(` (${url})`);
  }

  private takenMarks(): string {
    const { marks } = this;
    this.marks = '';
    return marks;
  }

  private addAbove(sign: string): void {
    const at = this.lines.findLastIndex((line) => line !== '');
    if (at >= 0) this.lines[at] += sign;
  }

  private push(text: string): void {
    if (text === '') return;
    this.pieces.push(text);
    this.size += text.length;
  }
}
