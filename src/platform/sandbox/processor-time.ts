import { readFileSync } from 'node:fs';

/** Of a second, as Linux counts it for programs (USER_HZ). */
const TICK_MS = 10;
/** Behind the name in brackets, which may hold anything: proc_pid_stat(5) counts `utime` as the 14th field and `stime` as the 15th. */
const [USER, SYSTEM] = [14 - 3, 15 - 3];

/** For how many milliseconds a process has had a processor; null for one that is gone, and where nothing tells. */
export function processorTime(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK_MS;
  } catch {
    return null;
  }
}
