// Reads a file of the repository as it was in a revision of Git.
import { execFile } from 'node:child_process';

export type AtRevision =
  | { readonly ok: true /** Undefined when the revision has no such file. */; readonly text: string | undefined }
  | { readonly ok: false; readonly message: string };

export async function readAtRevision(root: string, revision: string, path: string): Promise<AtRevision> {
  const known = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (known.code === 'ENOENT') return { ok: false, message: 'git is not installed, and --against needs it.' };
  if (known.code !== 0) return { ok: false, message: await whyUnknown(root, revision) };
  const shown = await git(root, ['show', `${known.stdout.trim()}:./${path}`]);
  return { ok: true, text: shown.code === 0 ? shown.stdout : undefined };
}

async function whyUnknown(root: string, revision: string): Promise<string> {
  const inside = await git(root, ['rev-parse', '--git-dir']);
  if (inside.code !== 0) return `${root} is no Git repository, so --against has nothing to compare with.`;
  return `Git knows no revision ${JSON.stringify(revision)}. A shallow clone has only its own: git fetch origin ${revision}.`;
}

function git(root: string, args: readonly string[]): Promise<{ code: number | string; stdout: string }> {
  return new Promise((done) => {
    execFile('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 }, (error, stdout) =>
      done({ code: error ? (error.code ?? 1) : 0, stdout }),
    );
  });
}
