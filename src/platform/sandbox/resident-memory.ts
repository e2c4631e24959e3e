import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const HAS_PROC = existsSync('/proc/self/status');
const KILOBYTE = 1024;

/** How often it can be asked for without being felt. */
export const MEASURED_EVERY_MS = HAS_PROC ? 20 : 500;

/** The bytes that a process has in memory; null for one that is gone, and where nothing tells (Windows). */
export async function residentMemory(pid: number): Promise<number | null> {
  const kilobytes = HAS_PROC ? fromProc(pid) : await fromPs(pid);
  return kilobytes && kilobytes * KILOBYTE;
}

/** Proc: a file of the kernel's own, read at once, since the threads that read others may all be busy. */
function fromProc(pid: number): number | null {
  try {
    return (
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) || null
    );
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<number | null> {
  const said = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => null);
  return Number(said?.stdout.trim() ?? 0) || null;
}
