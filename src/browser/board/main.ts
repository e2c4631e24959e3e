import { keepTimes } from '../times.js';
import { Chosen } from './chosen.js';
import { bindKeys } from './keys.js';
import { Columns } from './columns.js';

const columns = new Columns();
const chosen = new Chosen(() => void columns.refresh());
columns.whenShown(() => chosen.show());
columns.live();
bindKeys();
keepTimes();
