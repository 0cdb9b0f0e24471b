// Measures the repository's own topology: the command with nothing to do, beside merely loading topology.ts.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProcess, runScript } from './process.js';
import { Series } from './series.js';

export interface HomelabFigures {
  readonly noop: Series;
  readonly load: Series;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
/** What people write by hand. */
const sources = ['topology', 'clusters/apps'];
const command = fileURLToPath(new URL('bin/groundplan.js', new URL('..', import.meta.resolve('@groundplan/cli'))));

/** More runs than for a fleet: they are short, and noise is a large part of them. */
const repeated = 4;

export async function measureHomelab(folder: string, runs: number): Promise<HomelabFigures> {
  const root = `${folder}/homelab`;
  for (const folder of sources) cpSync(`${repository}${folder}`, `${root}/${folder}`, { recursive: true });
  await runScript(command, 'generate', '--root', root);
  const figures = { noop: new Series(), load: new Series() };
  for (let round = 0; round < runs * repeated; round += 1) {
    figures.load.add(await runProcess('load', root));
    figures.noop.add(await runScript(command, 'generate', '--root', root));
  }
  return figures;
}
