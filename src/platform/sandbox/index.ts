export { Sandbox } from './sandbox.js';
export { defineTask, FailedTask, UnfinishedTask, type Task } from './task.js';
