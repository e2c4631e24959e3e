import { newId } from '../kernel/index.js';

/** Which process this is, for leases and presence; a new one at every start. */
export class NodeIdentity {
  readonly id = newId();
}
