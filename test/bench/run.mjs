// `npm run bench`: the product against the smallest programs that do the same, in one run, on a throw-away database.
// `--full` adds the 5,000 sockets and the million rows and messages, `--only=Q1,Q6` and `--floods=mail,hello` pick, `--rounds=5` and `--seconds=10` make it steadier.
import { startDatabase } from './support/database.mjs';
import { median, options } from './support/measure.mjs';
import { floods } from './measures/floods.mjs';
import { distributions } from './measures/distribution.mjs';
import { delivery, memory, saturation } from './measures/messages.mjs';
import { pages } from './measures/pages.mjs';
import { searches } from './measures/search.mjs';
import { starts } from './measures/start.mjs';
import { widget } from './measures/widget.mjs';

const o = options({ rounds: 3, seconds: 5, only: '', floods: '', full: false });
const port = 17_000 + Math.floor(Math.random() * 2000);
const context = { port, rounds: Number(o.rounds), seconds: Number(o.seconds), isFull: Boolean(o.full) };
const rows = [];
const wanted = (...names) => o.only === '' || names.some((name) => String(o.only).split(',').includes(name));
const of = (runs, pick) => median(runs.map(pick));

/** A figure that should be large (`'×'`) or small, against its floor or by itself. */
function row(name, what, product, floor, unit, { least, aim, larger = false }) {
  const ratio = floor === null ? null : product / floor;
  const judged = ratio ?? product;
  const reaches = (mark) => (larger ? judged >= mark : judged <= mark);
  const verdict = reaches(aim) ? 'aim' : reaches(least) ? 'yes' : 'NO';
  rows.push({ name, what, product, floor, ratio, unit, least, aim, verdict });
  console.log(
    `  ${name} ${what}: ${round(product)} ${unit}${ratio === null ? '' : `, ${ratio.toFixed(2)} × ${round(floor)}`} → ${verdict}`,
  );
}

/** A figure that is shown beside a judged one. */
function note(what, product, floor, unit) {
  console.log(`     ${what}: ${round(product)} ${unit}, ${(product / floor).toFixed(2)} × ${round(floor)}`);
}

function round(value) {
  return value === null ? '' : Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(2);
}

const starting = startDatabase();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void interrupted());
const database = await starting;
try {
  await measureMessages();
  await measureDistribution();
  await measurePages();
  await measureSearch();
  await measureFloods();
} finally {
  await database.stop();
}
table();
process.exit(rows.some(({ verdict }) => verdict === 'NO') ? 1 : 0);

/** The servers that were started end with this process, the database before it. */
async function interrupted() {
  await (await starting).kill();
  process.exit(130);
}

async function measureMessages() {
  if (wanted('Q1', 'Q2')) {
    const { product, floor } = await saturation({ ...context, database });
    const cpu = ({ appCpu, databaseCpu }) => appCpu + databaseCpu;
    row(
      'Q1',
      'messages a second',
      of(product, (r) => r.perSecond),
      of(floor, (r) => r.perSecond),
      '/s',
      { least: 0.5, aim: 1, larger: true },
    );
    row('Q2', 'CPU a message', of(product, cpu), of(floor, cpu), 'µs', { least: 3, aim: 1.5 });
    console.log(
      `     application ${round(of(product, (r) => r.appCpu))} µs, database ${round(of(product, (r) => r.databaseCpu))} µs; floor ${round(of(floor, (r) => r.appCpu))} + ${round(of(floor, (r) => r.databaseCpu))}; load ${round(of(product, (r) => r.loadCpu))} and ${round(of(floor, (r) => r.loadCpu))} µs; lost ${product.map((r) => r.lost)}, refused ${product.map((r) => r.refused)}`,
    );
  }
  if (wanted('Q3')) {
    const { product, floor } = await delivery({ ...context, database });
    row(
      'Q3',
      'delivery at 500/s, p50',
      of(product, (r) => r.p50),
      of(floor, (r) => r.p50),
      'ms',
      { least: 3, aim: 2 },
    );
    row(
      'Q3',
      'delivery at 500/s, p99',
      of(product, (r) => r.p99),
      of(floor, (r) => r.p99),
      'ms',
      { least: 3, aim: 2 },
    );
  }
  if (wanted('Q4')) {
    const { product, floor } = await memory({ ...context, database, idle: context.isFull ? 5000 : 2000 });
    row(
      'Q4',
      'memory an idle visitor socket',
      of(product, (r) => r.kilobytes),
      of(floor, (r) => r.kilobytes),
      'KB',
      { least: 2, aim: 1.3 },
    );
  }
}

/** A slow disk bounds single commits and so the floor: what a decision costs is judged by its CPU. */
async function measureDistribution() {
  if (!wanted('Q5')) return;
  const { product, floor } = await distributions({ ...context, database, rows: 100_000 });
  const rateOf = (runs) => of(runs, (r) => r.perSecond);
  const cpuOf = (runs) => of(runs, (r) => r.cpu);
  note('distributions a second, 100,000 wait', rateOf(product), rateOf(floor), '/s');
  row('Q5', 'CPU a distribution, 100,000 wait', cpuOf(product), cpuOf(floor), 'µs', { least: 3.3, aim: 2 });
  if (!context.isFull) return;
  const among = async (rows) => (await distributions({ ...context, database, rows, beside: false })).product;
  const few = await among(10_000);
  const many = await among(1_000_000);
  row('Q5', 'a second with a million, of 10,000', rateOf(many), rateOf(few), '/s', {
    least: 0.8,
    aim: 1,
    larger: true,
  });
  note('CPU a distribution with a million, with 10,000', cpuOf(many), cpuOf(few), 'µs');
}

async function measurePages() {
  if (wanted('Q6')) {
    const { product, floor } = await pages({ ...context, database });
    row(
      'Q6',
      'pages of the desk a second',
      of(product, (r) => r.perSecond),
      of(floor, (r) => r.perSecond),
      '/s',
      { least: 0.2, aim: 0.4, larger: true },
    );
    console.log(
      `     CPU a page: application ${round(of(product, (r) => r.appCpu))} µs, database ${round(of(product, (r) => r.databaseCpu))} µs; floor ${round(of(floor, (r) => r.appCpu))}`,
    );
  }
  if (wanted('Q7', 'Q8', 'Q9')) {
    const { before, opened, idlePerMinute } = await widget({ port, idleSeconds: context.isFull ? 60 : 20 });
    row('Q7', 'page before a click', before.bytes / 1024, null, 'KiB', { least: 10, aim: 6 });
    row('Q7', 'page before a click', before.requests, null, 'requests', { least: 3, aim: 2 });
    row('Q8', 'messenger opened', opened.bytes / 1024, null, 'KiB', { least: 60, aim: 35 });
    row('Q9', 'idle messenger', idlePerMinute, null, 'requests/min', { least: 0, aim: 0 });
  }
  if (wanted('Q10')) {
    row('Q10', 'start to ready', median(await starts({ ...context, database })), null, 's', {
      least: 3,
      aim: 1.5,
    });
  }
}

async function measureSearch() {
  if (!wanted('K6')) return;
  const messages = context.isFull ? 1_000_000 : 100_000;
  const { kinds, indexed } = await searches({ ...context, database, messages });
  for (const [kind, { product, floor }] of Object.entries(kinds)) {
    row('K6', `${kind}, of ${messages} messages, p95`, product.p95, null, 'ms', { least: 300, aim: 300 });
    console.log(
      `     p50 ${round(product.p50)} ms; the bare index p50 ${round(floor.p50)}, p95 ${round(floor.p95)} ms, so ${(product.p95 / floor.p95).toFixed(2)} × of it`,
    );
  }
  console.log(`     documents follow at ${round(indexed)} messages/s`);
}

/** Its floor is the same brand while nothing floods another; the median of the rounds' ratios is what counts. */
async function measureFloods() {
  if (!wanted('floods')) return;
  const rounds = o.rounds === 3 ? 5 : context.rounds;
  const seconds = o.seconds === 5 ? 3 : context.seconds;
  const picked = o.floods === '' ? undefined : String(o.floods).split(',');
  const kinds = await floods({ ...context, database, rounds, seconds, kinds: picked });
  for (const [kind, runs] of Object.entries(kinds)) {
    const middle = runs.toSorted((one, other) => one.ratio - other.ratio)[runs.length >> 1];
    row('floods', `another brand's main job beside ${kind}, p95`, middle.beside, middle.quiet, 'ms', {
      least: 1.5,
      aim: 1.2,
    });
    const each = runs.map(({ ratio }) => ratio.toFixed(2)).join(', ');
    console.log(
      `     ratios ${each}; done ${runs.map(({ done }) => done)}, refused ${runs.map(({ refused }) => JSON.stringify(refused))}`,
    );
  }
}

function table() {
  const lines = [['', 'what', 'product', 'floor', 'ratio', 'at least', 'aim', 'reached']];
  for (const r of rows) {
    const mark = (value) => (r.ratio === null ? `${value} ${r.unit}` : `${value} ×`);
    const floor = r.floor === null ? '' : `${round(r.floor)} ${r.unit}`;
    lines.push([
      r.name,
      r.what,
      `${round(r.product)} ${r.unit}`,
      floor,
      r.ratio?.toFixed(2) ?? '',
      mark(r.least),
      mark(r.aim),
      r.verdict,
    ]);
  }
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  console.log(
    `\n${lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at])).join('  ')).join('\n')}`,
  );
}
