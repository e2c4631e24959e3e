import { randomUUID } from 'node:crypto';
import { formsOf, posted, type PageForm } from '../support/forms.js';
import {
  HOSTILE_FILE_NAMES,
  HOSTILE_FILES,
  NAUGHTY_BODIES,
  NAUGHTY_TEXTS,
  NOT_IDS,
  WRONG_TYPES,
  type NaughtyText,
} from '../support/naughty.js';
import { Browser, signedIn } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';
import {
  connectedTo,
  loaderSocket,
  memberTalker,
  visitorTalker,
  type Answer,
  type Talker,
} from '../support/talker.js';
import { belongingsOf, type Somebody } from './belongings.js';
import { EVENTS } from './event-cases.js';
import { ROUTES } from './route-cases.js';

/** As many as one visitor may write at once. */
const AT_ONCE = 20;
const OURS = new Set(['unexpected', 'unavailable']);
const KINDS: Record<string, keyof Somebody> = {
  brand: 'brand',
  rule: 'rule',
  group: 'group',
  site: 'site',
  targetingRule: 'targeting rule',
  response: 'response',
  tag: 'tag',
};
/** Lists and addresses that are shown as they were understood, not as they were typed. */
const UNDERSTOOD = new Set(['origins', 'homeUrl', 'language', 'country', 'cart_currency']);
const ADMIN_FORMS = [
  '/b/:brand/admin/rules/:rule',
  '/b/:brand/admin/groups/:group',
  '/b/:brand/admin/sites/:site',
  '/b/:brand/admin/targeting/:targetingRule',
  '/b/:brand/admin/texts/fr',
  '/b/:brand/admin/responses/:response',
  '/b/:brand/admin/tags/:tag',
  '/b/:brand/admin/documents/visitors/terms/new',
  '/b/:brand/admin/mails/templates/answer/fr',
  '/b/:brand/admin/mails/sender',
  '/account',
];

let demo: RunningDemo;
let admin: Browser;
let visitor: Browser;
let member: Talker;
let own: Somebody;
/** Of the brand whose admin types: what they save must not change what the others stand on. */
let edited: Somebody;

beforeAll(async () => {
  demo = await startDemo();
  admin = await signedIn(demo.url, 'admin@maison-lumiere.test');
  member = await memberTalker(demo.url, { email: 'manager@fjord.test', slug: 'fjord', id: '' });
  own = await belongingsOf(demo.url, demo.database, 'fjord');
  edited = await belongingsOf(demo.url, demo.database, 'maison-lumiere');
  visitor = new Browser(demo.url, { origin: demo.url, authorization: `Bearer ${own.token}` });
});

afterAll(async () => {
  member?.close();
  await demo?.close();
});

afterEach(async () => {
  expect((await fetch(`${demo.url}/health/ready`)).status).toBe(200);
});

describe('a message is stored to the letter, or refused in clear words', () => {
  it.each(portions(NAUGHTY_TEXTS, AT_ONCE - 1))(
    'from a visitor, over the socket (%s)',
    async (_name, texts) => {
      const talker = await newVisitor();
      const conversationId = await talker.start('Hello');
      for (const naughty of texts) {
        const clientId = randomUUID();
        await expectKept(
          naughty,
          clientId,
          await said(talker, { conversationId, clientId, body: naughty.text }),
        );
      }
      talker.close();
    },
  );

  it.each(portions(NAUGHTY_TEXTS, AT_ONCE - 1))('from a visitor, over HTTP (%s)', async (_name, texts) => {
    const somebody = await belongingsOf(demo.url, demo.database, 'fjord');
    const browser = new Browser(demo.url, { origin: demo.url, authorization: `Bearer ${somebody.token}` });
    for (const naughty of texts) {
      const message = { conversationId: somebody.conversation, clientId: randomUUID(), body: naughty.text };
      const { status } = await browser.request('POST', `/w/${somebody['site key']}/messages`, {
        json: message,
      });
      await expectKept(naughty, message.clientId, status < 400, status);
    }
  });

  it.each(portions(NAUGHTY_TEXTS, 60))('from a member, over the socket (%s)', async (_name, texts) => {
    for (const naughty of texts) {
      const message = { conversationId: own.conversation, clientId: randomUUID(), body: naughty.text };
      await expectKept(naughty, message.clientId, await said(member, message));
    }
  });

  it('as the first of a conversation', async () => {
    for (const naughty of NAUGHTY_TEXTS.filter(({ name }) =>
      /markup|NUL|surrogate|emoji|handlebars/.test(name),
    )) {
      const talker = await newVisitor();
      const message = { conversationId: null, clientId: randomUUID(), body: naughty.text };
      await expectKept(naughty, message.clientId, await said(talker, message));
      talker.close();
    }
  });
});

describe('what an admin types is stored as it was typed, or refused in clear words', () => {
  it.each(ADMIN_FORMS)(
    'on %s',
    async (path) => {
      const address = path.replace(/:(\w+)/g, (_all, name: string) => edited[KINDS[name]]);
      // A form cannot carry a lone surrogate: no browser posts one.
      const texts = NAUGHTY_TEXTS.filter(({ text }) => text.length < 10_000 && text.isWellFormed());
      let [form] = savingFormsOf((await admin.get(address)).text);

      /** Whether these fields took the text, and whether they then show it. */
      const isStored = async (names: string[], { name: naughty, text }: NaughtyText): Promise<boolean> => {
        const typed = Object.fromEntries(names.map((name) => [name, text]));
        const answer = await admin.request('POST', form.action, { form: posted(form, typed) });
        const isOurFault = answer.status >= 500;
        expect({ names, naughty, isOurFault }).toEqual({ names, naughty, isOurFault: false });
        if (answer.status !== 303 || path.includes('/new')) return answer.status === 303;
        [form] = savingFormsOf((await admin.get(address)).text);
        for (const name of names.filter((each) => !UNDERSTOOD.has(each))) {
          const shown = form.fields.find((field) => field.name === name)?.value ?? '';
          expect([text, text.trim(), asLines(text)].map(withUnixLines)).toContain(withUnixLines(shown));
        }
        return true;
      };

      // All at once, as long as none refuses; fields that are choosier than most are asked alone.
      const names = textFieldsOf(form);
      const choosy = new Set<string>();
      for (const text of texts) {
        const together = names.filter((name) => !choosy.has(name));
        const isTaken = together.length > 0 && (await isStored(together, text));
        const refusing: string[] = [];
        for (const name of isTaken ? choosy : names) if (!(await isStored([name], text))) refusing.push(name);
        if (!isTaken && refusing.length <= names.length / 2) refusing.forEach((name) => choosy.add(name));
      }
    },
    120_000,
  );
});

describe('what is no proper body is refused, wherever it is posted', () => {
  const routes = Object.keys(ROUTES).filter(
    (route) => route.startsWith('POST') && route !== 'POST /sign-out',
  );

  it.each(routes)('%s', async (route) => {
    const path = pathOf(route);
    const sender = path.startsWith('/w/') ? visitor : admin;
    for (const { name, body } of NAUGHTY_BODIES) {
      const { status } = await sender.request('POST', path, { json: body });
      expect({ name, isOurFault: status >= 500 }).toEqual({ name, isOurFault: false });
    }
    for (const { name, value } of WRONG_TYPES) {
      const fields = ['body', 'clientId', 'conversationId', 'name', 'email', 'text', 'state', 'documentIds'];
      const body = Object.fromEntries(fields.map((field) => [field, value]));
      const { status } = await sender.request('POST', path, { json: body });
      expect({ name, isOurFault: status >= 500 }).toEqual({ name, isOurFault: false });
    }
  });
});

describe('what is no id is not found', () => {
  const routes = Object.keys(ROUTES).filter(
    (route) => route.startsWith('GET') && /:(id|token)\b/.test(route),
  );

  it.each(routes)('%s', async (route) => {
    for (const id of NOT_IDS) {
      const path = pathOf(route, id.startsWith('%') ? id : encodeURIComponent(id));
      const { status } = await (path.startsWith('/w/') ? visitor : admin).get(path);
      expect({ id, isRefused: status >= 400 && status < 500 }).toEqual({ id, isRefused: true });
    }
  });
});

describe('what is no proper event is answered with a refusal', () => {
  const fields = [
    'conversationId',
    'clientId',
    'body',
    'fileIds',
    'seq',
    'after',
    'state',
    'documentIds',
    'email',
  ];
  const inputs = [
    ...WRONG_TYPES.map(({ value }) => value),
    ...WRONG_TYPES.map(({ value }) => Object.fromEntries(fields.map((field) => [field, value]))),
    JSON.parse('{"__proto__": {"ok": true}, "constructor": {"prototype": {}}}') as unknown,
    'a text',
  ];

  it.each(Object.keys(EVENTS.member))('a member says %s', async (event) => {
    for (const input of inputs) expectNoFault(await member.ask(event, input as object));
  });

  it.each(Object.keys(EVENTS.messenger))('a messenger says %s', async (event) => {
    const talker = await newVisitor();
    for (const input of inputs) expectNoFault(await talker.ask(event, input as object));
    talker.close();
  });

  it.each(Object.keys(EVENTS.loader).filter((event) => event !== 'reset'))(
    'a loader says %s',
    async (event) => {
      const loader = loaderSocket(demo.url, demo.database.brands.fjord.siteKey);
      await connectedTo(loader);
      for (const input of inputs) {
        expectNoFault((await loader.timeout(5_000).emitWithAck(event, input)) as Answer);
      }
      loader.disconnect();
    },
  );
});

describe('what a page tells of itself is stored to the letter, or refused', () => {
  it.each(NAUGHTY_TEXTS.filter(({ text }) => text.length < 10_000))(
    'as its title: $name',
    async ({ text }) => {
      const loader = loaderSocket(demo.url, demo.database.brands.fjord.siteKey);
      await connectedTo(loader);
      const url = `http://shop.localhost:3001/${randomUUID()}`;
      const answer = (await loader.timeout(5_000).emitWithAck('page', { url, title: text })) as Answer;
      expectNoFault(answer);
      const kept = await demo.database.query<{ title: string }>(
        'SELECT title FROM page_views WHERE url = $1',
        [url],
      );
      expect(kept.map(({ title }) => title)).toEqual(answer.ok ? [text] : []);
      loader.disconnect();
    },
  );
});

describe('hostile files', () => {
  it('keep their name, or are refused', async () => {
    const png = HOSTILE_FILES.find(({ name }) => name === 'cut.png');
    for (const name of HOSTILE_FILE_NAMES) await upload(name, 'image/png', png?.content ?? Buffer.alloc(0));
  });

  it.each(HOSTILE_FILES)('$name is refused, or kept as what it is', async ({ name, type, content }) => {
    await upload(name, type, content);
  });

  async function upload(name: string, type: string, content: Buffer): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)], { type }), name);
    const answer = await fetch(`${demo.url}/w/${own['site key']}/files`, {
      method: 'POST',
      headers: { origin: demo.url, authorization: `Bearer ${own.token}` },
      body: form,
    });
    expect({ name, isOurFault: answer.status >= 500 }).toEqual({ name, isOurFault: false });
  }
});

/** Whether it was taken; what is larger than a frame may be, the server does not even read. */
async function said(talker: Talker, message: object): Promise<boolean> {
  const answer = await talker.ask('message', message);
  if (!answer) await connectedTo(talker.socket);
  else expectNoFault(answer);
  return answer?.ok ?? false;
}

async function expectKept(
  naughty: NaughtyText,
  clientId: string,
  isTaken: boolean,
  status = 0,
): Promise<void> {
  expect({ text: naughty.name, isOurFault: status >= 500 }).toEqual({
    text: naughty.name,
    isOurFault: false,
  });
  expect({ text: naughty.name, may: isTaken || naughty.mayBeRefused }).toEqual({
    text: naughty.name,
    may: true,
  });
  const kept = await demo.database.query<{ body: string }>('SELECT body FROM entries WHERE client_id = $1', [
    clientId,
  ]);
  expect(kept.map(({ body }) => body)).toEqual(isTaken ? [naughty.text] : []);
}

function expectNoFault(answer: Answer | null): void {
  expect(answer).not.toBeNull();
  expect(OURS.has(answer?.ok === false ? answer.code : '')).toBe(false);
}

function newVisitor(): Promise<Talker> {
  return visitorTalker(demo.url, { database: demo.database, slug: 'fjord', name: 'somebody' });
}

function savingFormsOf(html: string): PageForm[] {
  return formsOf(html).filter(
    ({ action, fields }) => action !== '/sign-out' && fields.some(({ isText }) => isText),
  );
}

function textFieldsOf(form: PageForm): string[] {
  return [...new Set(form.fields.filter(({ isText }) => isText).map(({ name }) => name))];
}

function pathOf(route: string, id?: string): string {
  const [, path] = route.split(' ');
  const words: Record<string, string> = {
    brand: edited.brand,
    siteKey: own['site key'],
    locale: 'fr',
    audience: 'visitors',
    kind: 'terms',
  };
  const any = path.startsWith('/w/') ? own.conversation : edited.conversation;
  return path.replace(/:(\w+)/g, (_all, name: string) => words[name] ?? id ?? any);
}

/** In a list of lines, every line counts for itself. */
function asLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function withUnixLines(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

function portions<T>(items: T[], size: number): [string, T[]][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => [
    `${at + 1} of ${count}`,
    items.slice(at * size, (at + 1) * size),
  ]);
}
