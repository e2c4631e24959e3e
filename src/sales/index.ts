export { RecordTransaction, type RecordTransactionInput } from './record-transaction.js';
export { TransactionRecorded } from './sales.events.js';
export { SalesModule } from './sales.module.js';
