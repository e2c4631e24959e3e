import { htmlText } from './html-text.js';

describe('a mail that is markup', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
    [
      'lists',
      'Two:<ul><li>lamp</li><li><p>rug</p></li></ul><ol><li>a<li>b</ol>',
      'Two:\n\n- lamp\n- rug\n\n1. a\n2. b',
    ],
    [
      'rows',
      '<table><tr><td>Lamp</td><td>40</td></tr><tr><td>Rug</td><td>9</td></tr></table>',
      'Lamp 40\nRug 9',
    ],
    ['lines of divs', '<div>One</div><div>Two</div><div><br></div><div>Three</div>', 'One\nTwo\n\nThree'],
    ['kept blanks', '<pre>a\n  b</pre>', 'a\n  b'],
    ['signs', 'a&nbsp;&lt;b&gt; &eacute; &#128512;', 'a <b> é 😀'],
    ['a picture that is a sign', 'Thanks <img alt="😀" src="cid:x">', 'Thanks 😀'],
    ['a picture that is a file', 'Thanks <img alt="image001.png" src="cid:x">', 'Thanks'],
    [
      'where a link leads',
      '<a href="https://shop.test/lamp">this one</a>',
      'this one (https://shop.test/lamp)',
    ],
    ['a link that says it', '<a href="https://shop.test/">shop.test</a>', 'shop.test'],
    [
      'what nobody sees',
      '<title>No</title><style>p{}</style><script>no()</script><!-- no --><p style="display: none">no<p>no</p></p><div hidden>no</div>Yes',
      'Yes',
    ],
    ['a head that never ends', '<html><head><meta charset="utf-8"><body>Yes', 'Yes'],
    [
      'an earlier mail',
      '<p>Yes</p><blockquote type="cite"><p>Lamp?</p><blockquote type="cite">Old</blockquote></blockquote><p>Ada</p>',
      'Yes\n\n> Lamp?\n> \n> > Old\n> \n\nAda',
    ],
    [
      'an earlier mail of Gmail',
      'Yes<div class="gmail_quote"><div class="gmail_attr">On Monday:</div><blockquote class="gmail_quote" style="border-left:1px solid">Lamp?</blockquote></div>',
      'Yes\nOn Monday:\n\n> Lamp?',
    ],
    [
      'an earlier mail of Yahoo',
      'Yes<div class="yahoo_quoted"><div>Monday:</div><div>Lamp?</div></div>Ada',
      'Yes\n> Monday:\n> Lamp?\nAda',
    ],
    [
      'an earlier mail that a line marks',
      'Yes<blockquote style="margin: 0; border-left: 2px solid #ccc">Lamp?</blockquote>',
      'Yes\n\n> Lamp?',
    ],
    [
      'an earlier mail that its class alone tells',
      'Yes<blockquote class="gmail_quote">Lamp?</blockquote>',
      'Yes\n\n> Lamp?',
    ],
    [
      'what somebody indents',
      '<blockquote style="margin:0 0 0 40px;border:none;padding:0">My address</blockquote>',
      'My address',
    ],
    ['markup that is broken', 'a <b>b <i>c</b> d</i> < e & f', 'a b c d < e & f'],
  ])('keeps %s', (_, markup, expected) => expect(htmlText(markup).trim()).toBe(expected));
});

it.each([
  ['<s>two</s> four lamps', '~two~ four lamps'],
  ['I want <strike>two </strike>four', 'I want ~two~ four'],
  ['I want<del> two</del> four', 'I want ~two~ four'],
  ['<span style="color:red;text-decoration: line-through">two</span> four', '~two~ four'],
  ['<span style="text-decoration-line: underline line-through">two</span>', '~two~'],
  ['<span style="text-decoration: underline">two</span>', 'two'],
  ['<s></s>four <s> </s>lamps', 'four lamps'],
  ['<del><p>two</p></del><p>four</p>', '~two~\n\nfour'],
  ['<s>two<br>three</s>', '~two\nthree~'],
  ['<s>a <b>b</b> <s>c</s></s> d', '~a b ~c~~ d'],
  ['<ul><li><s>two</s></li></ul>', '- ~two~'],
  ['<s style="display:none">two</s> four', 'four'],
])('marks what was struck out: %s', (html, text) => expect(htmlText(html).trim()).toBe(text));
