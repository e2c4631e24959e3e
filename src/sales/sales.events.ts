import { defineEvent } from '../platform/index.js';

export const TransactionRecorded = defineEvent('transaction.recorded');
