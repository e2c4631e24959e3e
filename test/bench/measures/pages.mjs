import { fork } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf, cpuSince, told } from '../support/measure.mjs';
import { makePeople, signIn } from '../support/people.mjs';
import { startProduct } from '../support/product.mjs';

const HERE = join(import.meta.dirname, '..');
const CONVERSATIONS = 25;

/** Q6: the desk with its lists and an open conversation, and a bare page of as many rows. */
export async function pages({ database, port, seconds, rounds }) {
  const results = { product: [], floor: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.floor.push(await floor({ database, port, seconds }));
    results.product.push(await product({ database, port, seconds }));
  }
  return results;
}

async function product({ database, port, seconds }) {
  const { account, brands } = await makePeople(database, { brands: 1, conversations: CONVERSATIONS });
  const app = await startProduct({ database, port, flags: process.env.BENCH_FLAGS?.split(' ') });
  try {
    const cookie = await signIn(app.url, account);
    return await under(app.pid, database, {
      port,
      path: `/b/${brands[0].slug}/desk`,
      headers: { Cookie: cookie },
      seconds,
    });
  } finally {
    await app.stop();
  }
}

async function floor({ database, port, seconds }) {
  const child = fork(join(HERE, 'floor/page-server.mjs'), {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port) },
  });
  try {
    await told(child, (message) => message === 'ready');
    return await under(child.pid, database, { port, path: '/inbox', headers: {}, seconds });
  } finally {
    child.kill();
  }
}

async function under(pid, database, load) {
  const loader = fork(join(HERE, 'load/pages.mjs'));
  try {
    loader.send(load);
    await told(loader, ({ began }) => began);
    const before = [cpuOf(pid), database.cpu()];
    const { result } = await told(loader, ({ result: found }) => found);
    if (result.failed > 0) throw new Error(`${result.failed} pages of ${load.path} failed.`);
    const perPage = (seconds) => (seconds * 1e6) / result.count;
    return {
      ...result,
      appCpu: perPage(cpuOf(pid) - before[0]),
      databaseCpu: perPage(cpuSince(before[1], database.cpu())),
    };
  } finally {
    loader.kill();
  }
}
