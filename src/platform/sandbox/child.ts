import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../../kernel/index.js';
import { projectRoot } from '../config/config.js';
import { MEASURED_EVERY_MS, residentMemory } from './resident-memory.js';
import { processorTime } from './processor-time.js';
import { FailedTask, UnfinishedTask, type Call, type Reply, type Task, type Unfinish } from './task.js';

const MEGABYTE = 1024 * 1024;
const LONGEST_MS = 10_000;
/** What got less of a processor than this until then says nothing of the input: others had it. */
const STARVED_MS = 3_000;
const MOST_MEMORY = 256 * MEGABYTE;
/** Memory: a child that holds more than this after a task begins the next one anew. */
const MOST_AT_REST = 128 * MEGABYTE;
/** Where nothing tells a process's memory, and between two looks, this much is the limit of what scripts hold. */
const HEAP = '--max-old-space-size=160';
/** How a Node process ends whose heap is full. */
const OUT_OF_HEAP = 'SIGABRT';
/** glibc gives large pieces of memory back once they are free, so that a child lives through many pictures. */
const GIVES_BACK = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const PROGRAM = join(projectRoot(), 'dist', 'platform', 'sandbox', 'child-main.js');

/** A child process that does one task at a time, and is ended when one takes too long or too much. */
export class Child {
  private readonly process: ChildProcess;
  private calls = 0;
  private isOver = false;
  private because: Unfinish = 'ended';

  constructor({ niceness }: { niceness: number }) {
    this.process = fork(PROGRAM, {
      serialization: 'advanced',
      execArgv: [HEAP, '--single-threaded-gc'],
      env: { NODE_ENV: process.env.NODE_ENV, UV_THREADPOOL_SIZE: '1', ...GIVES_BACK },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.yieldToOthers(niceness);
    this.process.on('error', () => this.end('ended'));
    this.process.once('exit', (_, signal) => {
      this.isOver = true;
      if (signal === OUT_OF_HEAP) this.because = 'memory';
    });
    this.process.unref();
    this.process.channel?.unref();
  }

  /** Whether it can take another task. */
  get isFit(): boolean {
    return !this.isOver;
  }

  async perform<Input, Output>(task: Task<Input, Output>, input: Input): Promise<Output> {
    const call: Call = { id: ++this.calls, file: task.file, name: task.name, input };
    const before = this.cpuTime();
    const limit = setTimeout(
      () => this.end(this.cpuTime() - before < STARVED_MS ? 'starved' : 'time'),
      LONGEST_MS,
    );
    const watch = setInterval(() => void this.watchMemory(), MEASURED_EVERY_MS);
    try {
      const reply = await this.replyTo(call);
      if (!reply) throw new UnfinishedTask(task.name, this.because);
      return outputOf<Output>(reply);
    } finally {
      clearTimeout(limit);
      clearInterval(watch);
      await this.rest();
    }
  }

  end(because: Unfinish): void {
    if (this.isOver) return;
    this.isOver = true;
    this.because = because;
    this.process.kill('SIGKILL');
  }

  /** Ends it, and resolves when it is gone. */
  async gone(because: Unfinish): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exit = once(this.process, 'exit');
    this.end(because);
    await exit;
  }

  /** From its first moment: to start takes it as long as a small task. */
  private yieldToOthers(niceness: number): void {
    const { pid } = this.process;
    if (pid === undefined) return;
    try {
      setPriority(pid, Math.max(niceness, getPriority()));
    } catch {
      // It has ended already, which its exit tells.
    }
  }

  /** Null when the process ends before it replies. */
  private async replyTo(call: Call): Promise<Reply | null> {
    if (this.isOver) return null;
    return new Promise((resolve) => {
      const settle = (reply: Reply | null) => {
        this.process.off('message', hear).off('exit', fail).off('error', fail);
        resolve(reply);
      };
      const hear = (reply: Reply) => reply.id === call.id && settle(reply);
      const fail = () => settle(null);
      this.process.on('message', hear).once('exit', fail).once('error', fail);
      this.process.send(call, (error) => error && this.end('ended'));
    });
  }

  /** Infinity where nothing tells: what takes too long there is the input's fault. */
  private cpuTime(): number {
    const { pid } = this.process;
    return (pid === undefined ? null : processorTime(pid)) ?? Infinity;
  }

  private async watchMemory(): Promise<void> {
    const { pid } = this.process;
    const resident = pid === undefined ? null : await residentMemory(pid);
    if (resident !== null && resident > MOST_MEMORY) this.end('memory');
  }

  private async rest(): Promise<void> {
    const { pid } = this.process;
    const resident = this.isOver || pid === undefined ? null : await residentMemory(pid);
    if (resident !== null && resident > MOST_AT_REST) this.end('ended');
  }
}

function outputOf<Output>(reply: Reply): Output {
  if ('output' in reply) return reply.output as Output;
  if ('failure' in reply) throw new FailedTask(reply.failure);
  const { kind, code, details } = reply.refusal;
  throw new Refusal(kind, code, details);
}
