export { refusePowerfulRole } from './database-role.js';
export { refuseTakenPort } from './refuse-taken-port.js';
export { GracefulStop } from './graceful-stop.js';
export { createLog, NestLog, requestLog } from './logging.js';
export { Metrics } from './metrics.js';
export { OperationsModule } from './operations.module.js';
