export type { Owner } from './fair-queue.js';
export { Sandbox } from './sandbox.js';
export { defineTask, FailedTask, UnfinishedTask, type Task } from './task.js';
