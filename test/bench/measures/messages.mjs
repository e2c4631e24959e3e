import { fork } from 'node:child_process';
import { join } from 'node:path';
import { makePeople, signIn } from '../support/people.mjs';
import { startProduct } from '../support/product.mjs';
import { cpuOf, memoryOf, sleep, told } from '../support/measure.mjs';

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
export async function memory({ database, port, idle }) {
  return alternate(
    1,
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
    flags: ['--expose-gc', ...(process.env.BENCH_FLAGS?.split(' ') ?? [])],
  });
  try {
    const cookie = load && (await signIn(app.url, account));
    return await under(app, database, {
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
    execArgv: ['--expose-gc'],
    env: { ...process.env, PORT: String(port), DATABASE_URL: database.floorUrl, NODE_ENV: 'production' },
  });
  try {
    await told(child, (message) => message === 'ready');
    const url = `ws://127.0.0.1:${port}`;
    const socket = (conversation) => ({ url, namespace: '', auth: { conversation } });
    return await under(child, database, {
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
      const before = await settledMemory(server.pid);
      const holder = child();
      holder.send({ open: idle });
      await told(holder, ({ opened }) => opened);
      outcome.kilobytes = ((await settledMemory(server.pid)) - before) / idle.length;
    }
    if (load) {
      const loader = child();
      loader.send({ load: { ...load, pairs } });
      await told(loader, ({ began }) => began);
      const before = [cpuOf(server.pid), database.cpu()];
      const { result } = await told(loader, ({ result: found }) => found);
      const [app, postgres] = [cpuOf(server.pid) - before[0], database.cpu() - before[1]];
      const { lost } = await told(loader, ({ done }) => done);
      const perMessage = (seconds) => (seconds * 1e6) / result.count;
      Object.assign(outcome, result, { lost, appCpu: perMessage(app), databaseCpu: perMessage(postgres) });
    }
    return outcome;
  } finally {
    children.forEach((each) => each.kill());
    await sleep(300);
  }
}

/** What a process holds once it has calmed down: the least of some looks. */
async function settledMemory(pid) {
  let least = Infinity;
  for (let look = 0; look < 8; look += 1) {
    await sleep(500);
    least = Math.min(least, memoryOf(pid));
  }
  return least;
}
