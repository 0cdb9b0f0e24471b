// Process: loads the topology of ROOT as the product does, and nothing else.
import { loadTopology } from './load-topology.js';

await loadTopology(process.argv[2] ?? '.');
