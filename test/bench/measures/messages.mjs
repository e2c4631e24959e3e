import { fork } from 'node:child_process';
import { join } from 'node:path';
import { collectGarbage } from '../support/garbage.mjs';
import { makePeople, signIn } from '../support/people.mjs';
import { startProduct } from '../support/product.mjs';
import { cpuOf, cpuSince, memoryOf, sleep, told } from '../support/measure.mjs';

const PAIRS = 64;
const BRANDS = 3;
/** A brand has a past, from which Postgres learns how to find things. */
const PAST = 700;
const HERE = join(import.meta.dirname, '..');

/** Q1 and Q2: the whole path at saturation. */
export async function saturation({ database, port, seconds, rounds }) {
  const run = (side) =>
    side({ database, port, load: { seconds, warmup: { messages: 12_000, seconds: 15 } } });
  return alternate(
    rounds,
    () => run(product),
    () => run(floor),
  );
}

/** Q3: delivery at 500 messages a second beside a thousand idle sockets. */
export async function delivery({ database, port, seconds, rounds }) {
  const run = (side) =>
    side({
      database,
      port,
      idle: 1000,
      load: { seconds, warmup: { messages: 5000, seconds: 10 }, perSecond: 500 },
    });
  return alternate(
    rounds,
    () => run(product),
    () => run(floor),
  );
}

/** Q4: memory of an idle visitor's socket. */
export async function memory({ database, port, rounds, idle }) {
  return alternate(
    rounds,
    () => product({ database, port, idle }),
    () => floor({ database, port, idle }),
  );
}

async function alternate(rounds, product, floor) {
  const results = { product: [], floor: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.floor.push(await floor());
    results.product.push(await product());
  }
  return results;
}

async function product({ database, port, idle = 0, load }) {
  const { account, brands } = await makePeople(database, {
    brands: BRANDS,
    conversations: PAST,
    entries: 5,
  });
  const app = await startProduct({
    database,
    port,
    flags: [...inspected(port, load), ...(process.env.BENCH_FLAGS?.split(' ') ?? [])],
  });
  try {
    const cookie = load && (await signIn(app.url, account));
    return await under({ pid: app.pid, port }, database, {
      idle: Array.from({ length: idle }, (_, at) => idleVisitor(app.url, brands[at % BRANDS])),
      pairs: load ? pairsOf(app.url, brands, cookie) : [],
      load,
    });
  } finally {
    await app.stop();
  }
}

function pairsOf(url, brands, cookie) {
  const each = Math.ceil(PAIRS / brands.length);
  return brands
    .flatMap((brand) => brand.talks.slice(0, each).map((talk) => pairOf(url, brand, talk, cookie)))
    .slice(0, PAIRS);
}

function idleVisitor(url, brand) {
  const page = { url: 'http://shop.localhost/lamps', title: 'Lamps' };
  const auth = { site: brand.siteKey, part: 'loader', locale: 'fr', page };
  return {
    url: url.replace('http', 'ws'),
    namespace: '/visitor',
    auth,
    headers: { origin: 'http://shop.localhost' },
  };
}

function pairOf(url, brand, { conversationId, token }, cookie) {
  const socket = { url: url.replace('http', 'ws'), headers: { origin: url } };
  return {
    writer: {
      ...socket,
      namespace: '/visitor',
      auth: { site: brand.siteKey, part: 'messenger', token, locale: 'fr' },
    },
    reader: {
      ...socket,
      namespace: '/member',
      auth: { brand: brand.slug, locale: 'fr' },
      headers: { ...socket.headers, cookie },
      after: [['follow', { conversationIds: [conversationId] }]],
    },
    message: { conversationId, fileIds: [] },
  };
}

async function floor({ database, port, idle = 0, load }) {
  const child = fork(join(HERE, 'floor/socket-server.mjs'), {
    execArgv: inspected(port, load),
    env: { ...process.env, PORT: String(port), DATABASE_URL: database.floorUrl, NODE_ENV: 'production' },
  });
  try {
    await told(child, (message) => message === 'ready');
    const url = `ws://127.0.0.1:${port}`;
    const socket = (conversation) => ({ url, namespace: '', auth: { conversation } });
    return await under({ pid: child.pid, port }, database, {
      idle: Array.from({ length: idle }, (_, at) => socket(1_000_000 + at)),
      pairs: load
        ? Array.from({ length: PAIRS }, (_, at) => ({
            writer: socket(at),
            reader: socket(at),
            message: { conversation: at },
          }))
        : [],
      load,
    });
  } finally {
    child.kill();
  }
}

/** Opens what is wanted against a running server, and measures. */
async function under(server, database, { idle, pairs, load }) {
  const outcome = {};
  const children = [];
  const child = () => children[children.push(fork(join(HERE, 'load/sockets.mjs'))) - 1];
  try {
    if (idle.length > 0) {
      const before = load ? 0 : await memoryBefore(server, idle.slice(0, 100));
      const holder = child();
      holder.send({ open: idle });
      await told(holder, ({ opened }) => opened);
      if (!load) outcome.kilobytes = ((await settledMemory(server)) - before) / idle.length;
    }
    if (load) {
      const loader = child();
      loader.send({ load: { ...load, pairs } });
      await told(loader, ({ began }) => began);
      const before = [cpuOf(server.pid), database.cpu(), cpuOf(loader.pid)];
      const { result } = await told(loader, ({ result: found }) => found);
      const app = cpuOf(server.pid) - before[0];
      const postgres = cpuSince(before[1], database.cpu());
      const itself = cpuOf(loader.pid) - before[2];
      const { lost } = await told(loader, ({ done }) => done);
      const perMessage = (seconds) => (seconds * 1e6) / result.count;
      Object.assign(outcome, result, {
        lost,
        appCpu: perMessage(app),
        databaseCpu: perMessage(postgres),
        loadCpu: perMessage(itself),
      });
    }
    return outcome;
  } finally {
    children.forEach((each) => each.kill());
    await sleep(300);
  }
}

/** What the server holds after it has seen some sockets come and go: its own code is no part of a socket. */
async function memoryBefore(server, some) {
  const guests = fork(join(HERE, 'load/sockets.mjs'));
  guests.send({ open: some });
  await told(guests, ({ opened }) => opened);
  guests.kill();
  return settledMemory(server);
}

/** What a process holds once its garbage is collected. */
async function settledMemory({ pid, port }) {
  for (let round = 0; round < 3; round += 1) {
    await sleep(700);
    await collectGarbage(inspectorOf(port));
  }
  return memoryOf(pid);
}

/** Memory is measured without load, so that the inspector's presence does not count. */
function inspected(port, load) {
  return load ? [] : [`--inspect=127.0.0.1:${inspectorOf(port)}`];
}

function inspectorOf(port) {
  return port + 5000;
}
