// npm run bench: measures what the design sets budgets for, as ratios within one run. It reports; it is no test.
import type { Figures } from './budgets.js';
import { machineOf } from './machine.js';
import { type FleetFigures, measureFleet } from './measure-fleet.js';
import { measureHomelab } from './measure-homelab.js';
import { measureReach } from './measure-reach.js';
import { type Options, readOptions, UsageError, usage } from './options.js';
import { type Results, reportJson, reportText } from './report.js';
import { withWorkspace } from './workspace.js';

try {
  const options = readOptions(process.argv.slice(2));
  const results = await withWorkspace(options.root, (folder) => measure(folder, options));
  process.stdout.write(options.json ? reportJson(results) : reportText(results));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 64;
}

async function measure(folder: string, { runs, sizes }: Options): Promise<Results> {
  const machine = machineOf(folder);
  progress('homelab');
  const homelab = await measureHomelab(folder, runs);
  progress('reachability');
  const reach = await measureReach(runs);
  const fleets: FleetFigures[] = [];
  for (const size of sizes) fleets.push(await measureFleet({ size, runs, folder, progress }));
  const figures: Figures = { homelab, reach, fleets };
  return { figures, machine, runs };
}

function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}
