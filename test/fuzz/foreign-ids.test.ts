import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { VisitorGateway } from '../../src/messenger/sockets/visitor.gateway.js';
import { Live } from '../../src/platform/index.js';
import { SHOP_ORIGIN } from '../support/demo.js';
import { formsOf, posted } from '../support/forms.js';
import { Browser, signedIn, type RequestOptions } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';
import { connectedTo, memberSocket, visitorSocket } from '../support/talker.js';
import {
  belongingsOf,
  fingerprint,
  kindsInForms,
  nothing,
  type Belongings,
  type Somebody,
} from './belongings.js';
import { EVENTS } from './event-cases.js';
import { ROUTES, type Kind, type RouteCase } from './route-cases.js';

/** What the answer holds that is of this request alone. */
const PASSING = /name="_csrf" value="[^"]*"|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const routeCases = Object.entries(ROUTES).filter(
  (entry): entry is [string, RouteCase] => typeof entry[1] !== 'string',
);
const eventCases = Object.entries(EVENTS).flatMap(([who, events]) =>
  Object.entries(events).flatMap(([event, tried]) =>
    typeof tried === 'string' ? [] : [[who as keyof typeof EVENTS, event, tried] as const],
  ),
);

let demo: RunningDemo;
let own: Somebody;
let stranger: Somebody;
let foreign: Somebody;
let admin: Browser;
let visitor: Browser;
let sockets: Record<keyof typeof EVENTS, Socket>;
let foreignBefore: Record<string, string>;
let formKinds: Map<string, Kind>;

beforeAll(async () => {
  demo = await startDemo();
  const { url, database } = demo;
  own = await belongingsOf(url, database, 'maison-lumiere');
  stranger = await belongingsOf(url, database, 'maison-lumiere');
  foreign = await belongingsOf(url, database, 'fjord');
  formKinds = await kindsInForms(database);
  foreignBefore = await fingerprint(database, 'fjord');

  admin = await signedIn(url, 'admin@maison-lumiere.test');
  visitor = new Browser(url, { origin: url, authorization: `Bearer ${own.token}` });
  const { 'site key': site, token } = own;
  sockets = {
    member: memberSocket(admin, 'maison-lumiere'),
    loader: visitorSocket(url, { site, part: 'loader', token }, SHOP_ORIGIN),
    messenger: visitorSocket(url, { site, part: 'messenger', token }, url),
  };
  await Promise.all(Object.values(sockets).map(connectedTo));
});

afterAll(async () => {
  for (const socket of Object.values(sockets ?? {})) socket.disconnect();
  await demo?.close();
});

it('knows every route of the application, and none that is gone', () => {
  expect(routesOf(demo).sort()).toEqual(Object.keys(ROUTES).sort());
});

it('knows every event that sockets may say, and none that is gone', () => {
  const live = demo.app.get(Live, { strict: false });
  const events = (listening: Iterable<{ eventNames(): (string | symbol)[] }>) =>
    [...listening].map((socket) =>
      socket
        .eventNames()
        .filter((name) => name !== 'disconnect' && name !== 'error')
        .sort(),
    );
  expect(events(live.members?.sockets.values() ?? [])).toEqual([Object.keys(EVENTS.member).sort()]);
  // Visitors' sockets hear everything by one listener, which knows these.
  const { loader, messenger } = demo.app.get(VisitorGateway, { strict: false }).shapes;
  expect(Object.keys(loader).sort()).toEqual(Object.keys(EVENTS.loader).sort());
  expect(Object.keys(messenger).sort()).toEqual(Object.keys(EVENTS.messenger).sort());
  expect(events(live.visitors?.sockets.values() ?? []).flat()).toEqual([]);
});

describe('over HTTP, the id of somebody else is answered like one that nobody has', () => {
  it.each(routeCases)('%s', async (route, tried) => {
    const [method, path] = route.split(' ');
    const base = await properRequest(tried);
    if (method === 'GET')
      expect((await send(tried, method, addressOf(path, tried, own), {})).status).toBeLessThan(400);

    for (const { kind, at, change } of targets(path, tried, base)) {
      const nobodys = change(nothing()[kind]);
      const expected = normal(await send(tried, method, nobodys.address, nobodys.options));
      for (const owner of ownersOf(tried.as, kind)) {
        const theirs = change(owner[kind]);
        const answer = normal(await send(tried, method, theirs.address, theirs.options));
        expect({ at, ...answer }).toEqual({ at, ...expected });
        expect(answer.status).toBeLessThan(500);
      }
    }
    if ('siteKey' in tried.ids) await refusesOtherSites(route, tried, base);
  });
});

describe('under an id that we did not give out nothing is made', () => {
  const making = routeCases.filter(([route, { form, ids }]) => route.startsWith('POST ') && form && ids.id);

  it.each(making)('%s', async (route, tried) => {
    const [method, path] = route.split(' ');
    const { fields = [] } = await properRequest(tried);
    const form = fields.map(([name, value]): [string, string] => [name, name === 'basis' ? '' : value]);
    for (const owner of [nothing(), foreign]) {
      const address = addressOf(path, tried, { ...owner, brand: own.brand });
      expect((await send(tried, method, address, { form })).status).toBe(404);
    }
  });
});

describe('over sockets, the id of somebody else is answered like one that nobody has', () => {
  it.each(eventCases)('%s says %s', async (who, event, { input, ids, ends = false }) => {
    const proper = Object.entries(ids).reduce(
      (message, [name, its]) => withField(message, name, own[its]),
      input,
    );
    const ask = async (message: object) => {
      const said = { ...message, clientId: randomUUID() };
      return (await sockets[who].timeout(5_000).emitWithAck(event, said)) as { ok: boolean };
    };
    const granted = ends ? null : await ask(proper);
    if (granted) expect(granted).toMatchObject({ ok: true });
    for (const [field, kind] of Object.entries(ids)) {
      const expected = await ask(withField(proper, field, nothing()[kind]));
      // What asks for several at once is not refused; it gets those that it may have, here none.
      if (expected.ok) expect(stripped(expected)).not.toEqual(stripped(granted ?? expected));
      for (const owner of ownersOf(who === 'member' ? 'admin' : 'visitor', kind)) {
        expect(stripped(await ask(withField(proper, field, owner[kind])))).toEqual(stripped(expected));
      }
    }
  });
});

it('has changed nothing at the other brand, nor in the conversation of the other visitor', async () => {
  expect(await fingerprint(demo.database, 'fjord')).toEqual(foreignBefore);
  const written = await demo.database.query(
    `SELECT body FROM entries WHERE conversation_id = ANY ($1) AND body = 'Hello'`,
    [[stranger.conversation, foreign.conversation]],
  );
  expect(written).toEqual([]);
});

interface Target {
  kind: Kind;
  at: string;
  change(id: string): { address: string; options: RequestOptions };
}

/** Every place of the request in which an id stands, with how another one is put there. */
function targets(
  path: string,
  tried: RouteCase,
  base: RequestOptions & { fields?: [string, string][] },
): Target[] {
  const address = addressOf(path, tried, own);
  const inAddress = Object.entries(tried.ids)
    .filter(([, kind]) => kind !== 'site key')
    .map(([name, kind]) => ({
      kind,
      at: `:${name}`,
      change: (id: string) => ({ address: addressOf(path, tried, { ...own, [kind]: id }), options: base }),
    }));
  const inQuery = Object.entries(tried.query ?? {}).map(([name, kind]) => ({
    kind,
    at: `?${name}`,
    change: (id: string) => ({ address: `${address}?${name}=${id}`, options: base }),
  }));
  const inJson = Object.entries(tried.json?.ids ?? {}).map(([name, kind]) => ({
    kind,
    at: name,
    change: (id: string) => ({
      address,
      options: {
        json: { ...withField(base.json as Record<string, unknown>, name, id), clientId: randomUUID() },
      },
    }),
  }));
  const inForm = (base.fields ?? []).flatMap(([name, value], place) => {
    const kind = UUID.test(value) ? kindOf(value) : undefined;
    if (!kind) return [];
    const change = (id: string) => {
      const fields = base.fields?.map((field, at): [string, string] => (at === place ? [name, id] : field));
      return { address, options: { form: fields } };
    };
    return [{ kind, at: `field ${name}`, change }];
  });
  return [...inAddress, ...inQuery, ...inJson, ...inForm];
}

async function properRequest(tried: RouteCase): Promise<RequestOptions & { fields?: [string, string][] }> {
  if (tried.json) {
    const body = Object.entries(tried.json.ids).reduce(
      (json, [name, kind]) => withField(json, name, own[kind]),
      tried.json.body,
    );
    return { json: { ...body, clientId: randomUUID() } };
  }
  if (tried.file) return { multipart: aFile() };
  if (!tried.form) return {};
  const page = addressOf(tried.form, tried, own);
  const { text } = await admin.get(page);
  const [form] = formsOf(text).filter(({ fields }) => fields.some(({ name }) => name === 'basis'));
  const fields = posted(form);
  return { form: fields, fields };
}

async function send(tried: RouteCase, method: string, address: string, options: RequestOptions) {
  return (tried.as === 'admin' ? admin : visitor).request(method, address, options);
}

function aFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['Bring the lamp back.'], { type: 'text/plain' }), 'note.txt');
  return form;
}

/** A site's key is public, but the visitor of one site is nobody on another. */
async function refusesOtherSites(route: string, tried: RouteCase, base: RequestOptions): Promise<void> {
  if (route === 'GET /w/:siteKey/documents/:id') return;
  const [method, path] = route.split(' ');
  for (const owner of [foreign, { ...own, 'site key': nothing()['site key'] }]) {
    const address = addressOf(path, tried, { ...own, 'site key': owner['site key'] });
    expect([401, 404]).toContain((await send(tried, method, address, base)).status);
  }
}

function ownersOf(as: RouteCase['as'], kind: Kind): Belongings[] {
  const personal = kind === 'conversation' || kind === 'file';
  return as === 'visitor' && personal ? [foreign, stranger] : [foreign];
}

function addressOf(path: string, { ids, words = {} }: RouteCase, of: Belongings): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => (name in ids ? of[ids[name]] : words[name]));
}

/** `conversationId`, or `fileIds.0` for the first of a list. */
function withField(object: Record<string, unknown>, field: string, value: string): Record<string, unknown> {
  const [name, place] = field.split('.');
  return { ...object, [name]: place === undefined ? value : [value] };
}

/** What an id in a form points to, by the table it stands in. */
function kindOf(id: string): Kind | undefined {
  return formKinds.get(id);
}

function normal({ status, text, location }: { status: number; text: string; location: string | null }) {
  return { status, text: stripped(text), location: location && stripped(location) };
}

function stripped(answer: unknown): string {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const named = [foreign, stranger].flatMap(({ brand, 'site key': key }) =>
    brand === own.brand ? [] : [brand, key],
  );
  return named
    .reduce((rest, name) => rest.replaceAll(name, '…'), text)
    .replace(/nobody-[0-9a-f]{8}/g, '…')
    .replace(PASSING, '…');
}

/** What Nest has told the router: `GET /b/:brand/desk`. */
function routesOf({ app }: RunningDemo): string[] {
  const { router } = app.getHttpAdapter().getInstance() as {
    router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  };
  return router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );
}
