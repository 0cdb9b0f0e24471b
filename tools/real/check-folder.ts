// Runs the real consumers' checkers over one folder: `node tools/dist/real/check-folder.js hosts/rpi4-1`.
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.js';
import { type Folder, kindOf, openFolder } from './folder.js';
import { type Check, folderKinds } from './folder-kinds.js';
import { NixError } from './nix.js';
import { type Outcome, printOutcome } from './outcome.js';
import { MissingTool } from './run-tool.js';

export interface Options {
  /** A missing checker is a failure, as in CI. */
  readonly requireReal: boolean;
}

/** All checks of a folder, in the order of folder-kinds.ts. */
export async function checkFolder(root: string, path: string, options: Options): Promise<Outcome[]> {
  const folder = openFolder(realpathSync(root), path);
  const checks = folderKinds[kindOf(path)] ?? [];
  return onceEach(await Promise.all(checks.map((check) => runCheck(check, folder, options))));
}

/** A file that Nix cannot read fails several checks with one message. */
function onceEach(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((one, index) => {
    const first = outcomes
      .slice(0, index)
      .find(({ problems }) => problems.length > 0 && `${problems}` === `${one.problems}`);
    return first ? { ...one, problems: [`as under "${first.check}"`] } : one;
  });
}

async function runCheck({ name, run }: Check, folder: Folder, { requireReal }: Options): Promise<Outcome> {
  try {
    const verdict = await run(folder);
    if (!verdict) return { check: name, status: '-', detail: 'nothing to check', problems: [] };
    return { check: name, status: verdict.problems.length > 0 ? 'FAIL' : 'ok', ...verdict };
  } catch (error) {
    if (error instanceof NixError)
      return { check: name, status: 'skip', detail: 'needs a folder that Nix evaluates', problems: [] };
    if (!(error instanceof MissingTool)) throw error;
    const status = requireReal ? 'FAIL' : 'skip';
    return {
      check: name,
      status,
      detail: error.message,
      problems: requireReal ? ['REQUIRE_REAL=1 wants every checker.'] : [],
    };
  }
}

/** Exit codes: 0 all well, 1 a check failed, 64 not a folder of a known kind. */
async function main([argument, ...rest]: readonly string[]): Promise<number> {
  const root = process.cwd();
  if (argument === '--fingerprint') return print(fingerprint(), 0);
  const path = argument?.replace(/\/+$/, '') ?? '';
  if (rest.length > 0 || !folderKinds[kindOf(path)] || !existsSync(join(root, path))) {
    return print(
      `usage: check-folder ${Object.keys(folderKinds).join('|')}/<name>, from the root of the repository`,
      64,
    );
  }
  const outcomes = await checkFolder(root, path, { requireReal: process.env.REQUIRE_REAL === '1' });
  return print(outcomes.map(printOutcome).join('\n'), outcomes.some(({ status }) => status === 'FAIL') ? 1 : 0);
}

function print(text: string, code: number): number {
  console.log(text);
  return code;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
