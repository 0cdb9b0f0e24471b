// Process: packs the tree at ROOT into PACK, without the given inputs; not measured, but apart to keep the parent small.
import { writePack } from '../pack.js';
import { tell } from './tell.js';

const [root = '.', pack = '', ...inputs] = process.argv.slice(2);
tell(writePack(root, pack, inputs));
