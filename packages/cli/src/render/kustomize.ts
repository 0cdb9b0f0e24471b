// Runs the real kustomize, or the one inside kubectl, on a folder of the repository.
import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';

export type Built = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const programs = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
] as const;

const missing = `Neither kustomize nor kubectl is installed, and rendering needs one of them.
Get kustomize from https://kubectl.docs.kubernetes.io/installation/kustomize/, or kubectl from
https://kubernetes.io/docs/tasks/tools/; nix develop has both.`;

/** `folder` is relative to the root; so are the paths in messages. */
export async function kustomizeBuild(root: string, folder: string): Promise<Built> {
  for (const [program, command] of programs) {
    const built = await build(program, [command, folder], root);
    if (built !== undefined) return built;
  }
  return { ok: false, message: missing };
}

/** Undefined when there is no such program. */
function build(program: string, args: readonly string[], root: string): Promise<Built | undefined> {
  return new Promise((done) => {
    execFile(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') done(undefined);
      else if (error) done({ ok: false, message: innermost(fromRoot(stderr.trim() || error.message, root)) });
      else done({ ok: true, text: stdout });
    });
  });
}

function fromRoot(message: string, root: string): string {
  return message.replaceAll(`${realpathSync(root)}/`, '').replaceAll(`${root}/`, '');
}

/** Kustomize tells the whole way down before it tells what is wrong: the last folder of it is where. */
function innermost(message: string): string {
  const [, folder, what] = /^.*recursed accumulation of path '([^']+)': (.*)$/s.exec(message) ?? [];
  return folder === undefined ? message : `In ${folder}: ${what?.replace(/^accumulating resources: /, '')}`;
}
