import { readdirSync, readFileSync } from 'node:fs';

export const now = () => performance.now();
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `--name=value` and `--flag` as an object. */
export function options(defaults, args = process.argv.slice(2)) {
  const given = args.map((arg) => arg.replace(/^--/, '').split(/=(.*)/s));
  return { ...defaults, ...Object.fromEntries(given.map(([name, value = true]) => [name, value])) };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

export function percentile(values, part) {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function stat(pid) {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

/** CPU seconds that a process has used so far. */
export function cpuOf(pid) {
  try {
    const fields = stat(pid);
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** CPU seconds of a process and each of its living children by process: a Postgres by its postmaster. */
export function cpuOfFamily(pid) {
  const members = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOfFamily(name, pid));
  return new Map(members.map((member) => [member, cpuOf(member)]));
}

/** What a family has used since; who ended meanwhile took its past along. */
export function cpuSince(before, after) {
  return [...after].reduce((sum, [pid, used]) => sum + used - (before.get(pid) ?? 0), 0);
}

function isOfFamily(name, pid) {
  try {
    return name === String(pid) || stat(name)[1] === String(pid);
  } catch {
    return false;
  }
}

export function parentOf(pid) {
  return Number(stat(pid)[1]);
}

/** Kilobytes of memory that a process holds. */
export function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

/** The next message of a child process that fits. */
export function told(child, fits) {
  return new Promise((resolve, reject) => {
    const hear = (message) => {
      if (!fits(message)) return;
      child.off('message', hear);
      child.off('exit', gone);
      resolve(message);
    };
    const gone = (code) => reject(new Error(`A process of the bench ended with ${code}.`));
    child.on('message', hear);
    child.once('exit', gone);
  });
}
