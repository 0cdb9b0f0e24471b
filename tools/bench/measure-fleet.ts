// Measures one fleet: the first run, a run with nothing to do, a run after one change, each beside its floor.
import { type FleetRoot, fleetRoot, inputs } from './fleet-root.js';
import type { TreeSize } from './pack.js';
import { type Finished, runProcess } from './process.js';
import { Series } from './series.js';

export interface FleetFigures {
  readonly size: number;
  readonly tree: TreeSize;
  readonly cold: Series;
  readonly writeInTurn: Series;
  readonly writeInLanes: Series;
  readonly noop: Series;
  readonly read: Series;
  readonly render: Series;
  readonly change: Series;
}

export interface FleetPlan {
  readonly size: number;
  readonly runs: number;
  readonly folder: string;
  readonly progress: (message: string) => void;
}

/** As many as the product has; more were not faster. */
const lanes = 8;

interface Bench {
  readonly plan: FleetPlan;
  readonly root: FleetRoot;
  readonly pack: string;
}

export async function measureFleet(plan: FleetPlan): Promise<FleetFigures> {
  const bench: Bench = {
    plan,
    root: fleetRoot(`${plan.folder}/fleet`, plan.size),
    pack: `${plan.folder}/fleet.pack`,
  };
  await bench.root.reset();
  await generate(bench);
  const tree = await pack(bench);
  const cold = await measureCold(bench);
  await pack(bench);
  const warm = await measureWarm(bench);
  return { size: plan.size, tree, ...cold, ...warm };
}

const generate = ({ root }: Bench): Promise<Finished> => runProcess('generate', root.path);

async function pack({ root, pack: file }: Bench): Promise<TreeSize> {
  const { answer } = await runProcess('pack', root.path, file, ...inputs);
  return { files: answer.files ?? 0, bytes: answer.bytes ?? 0 };
}

/** The product comes last in each round, so that its tree is there in the end. */
async function measureCold(bench: Bench) {
  const { plan, root, pack: file } = bench;
  const figures = { cold: new Series(), writeInTurn: new Series(), writeInLanes: new Series() };
  for (let round = 1; round <= plan.runs; round += 1) {
    plan.progress(`${plan.size} hosts, first run, ${round} of ${plan.runs}`);
    await root.empty();
    figures.writeInTurn.add(await runProcess('write-floor', root.path, file, '1'));
    await root.empty();
    figures.writeInLanes.add(await runProcess('write-floor', root.path, file, String(lanes)));
    await root.reset();
    figures.cold.add(await generate(bench));
  }
  return figures;
}

/** Each round changes one host and changes it back, so that the next one starts from the same tree. */
async function measureWarm(bench: Bench) {
  const { plan, root, pack: file } = bench;
  const figures = { noop: new Series(), read: new Series(), render: new Series(), change: new Series() };
  for (let round = 1; round <= plan.runs; round += 1) {
    plan.progress(`${plan.size} hosts, nothing to do and one change, ${round} of ${plan.runs}`);
    figures.read.add(await runProcess('read-floor', root.path, file));
    figures.render.add(await runProcess('render', root.path));
    figures.noop.add(await generate(bench));
    root.write('rack-two');
    figures.change.add(await generate(bench));
    root.write('rack-one');
    figures.change.add(await generate(bench));
  }
  return figures;
}
