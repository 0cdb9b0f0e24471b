// What check --schemas does: chooses renders and schemas, and holds the ones against the others.
import type { Tree } from '@groundplan/engine';
import type { ResolvedTopology } from '@groundplan/model';
import { chosenEnvironments } from '../render/chosen-environments.js';
import { checkRenders, type SchemaOutcome } from './check-renders.js';
import { folderProblem, schemaFolders } from './schema-folders.js';

export type SchemaCheck =
  | { readonly ok: true; readonly outcome: SchemaOutcome }
  /** The command line names what is not there. */
  | { readonly ok: false; readonly message: string };

interface Options {
  readonly topology: ResolvedTopology;
  readonly tree: Tree;
  readonly env: readonly string[];
  readonly schemas: readonly string[];
  readonly cwd: string;
}

export function checkSchemas({ topology, tree, env, schemas, cwd }: Options): SchemaCheck {
  const chosen = chosenEnvironments(topology, env);
  if (!chosen.ok) return chosen;
  const message = folderProblem(schemas, cwd);
  if (message !== undefined) return { ok: false, message };
  return { ok: true, outcome: checkRenders(chosen.environments, tree, schemaFolders(schemas, cwd)) };
}
