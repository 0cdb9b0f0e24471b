// Shows what a run does to the files: the list, the differences, what is refused, what is left alone.
import type { Change, Refuse, Stray } from '@groundplan/engine';
import type { Terminal } from './terminal.js';

export interface Changes {
  readonly changes: readonly Change[];
  readonly unchanged: number;
  readonly check: boolean;
  readonly diff: boolean;
}

/** A list longer than this is cut; --json has all of it. */
const shownAtMost = 60;

export async function showChanges({ changes, diff }: Changes, terminal: Terminal): Promise<void> {
  for (const { kind, path } of changes.slice(0, shownAtMost)) terminal.out(`  ${kind}  ${path}\n`);
  if (changes.length > shownAtMost) terminal.out(`  … and ${changes.length - shownAtMost} more\n`);
  if (diff) terminal.out(await diffs(changes));
}

/** How many files a run changed, or would change. */
export function showSummary({ changes, unchanged, check }: Changes, terminal: Terminal): void {
  if (changes.length === 0) terminal.out(`Nothing to do: ${files(unchanged)} up to date.\n`);
  else terminal.out(`${summary(changes, check)}, ${unchanged} unchanged.\n`);
  if (check && changes.length > 0)
    terminal.err('These files differ from what topology.ts implies: run nx run generate and commit the result.\n');
}

const files = (count: number) => (count === 1 ? '1 file is' : `${count} files are`);

function summary(changes: readonly Change[], check: boolean): string {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  return (['create', 'update', 'delete'] as const)
    .map((kind) => `${count(kind)} ${check ? `to ${kind}` : `${kind}d`}`)
    .join(', ');
}

async function diffs(changes: readonly Change[]): Promise<string> {
  const { unifiedDiff } = await import('./report/diff.js');
  const texts = await Promise.all(
    changes.map((change) => unifiedDiff(change.path, textOf(change, 'old'), textOf(change, 'text'))),
  );
  return texts.join('');
}

const textOf = (change: Change, side: 'old' | 'text') =>
  side in change ? (change as { old?: string; text?: string })[side] : undefined;

/** Each refusal with its reason and, where both texts are known, what an overwrite would lose. */
export async function showRefusals(refused: readonly Refuse[], terminal: Terminal): Promise<void> {
  for (const change of refused) {
    terminal.err(`refused  ${change.message}\n`);
    if (change.old !== undefined && change.reason === 'hand-edited') terminal.err(await diffs([change]));
  }
  terminal.err(
    `Nothing was written: ${refused.length === 1 ? 'one file needs' : `${refused.length} files need`} your decision.\n`,
  );
}

export function showStrays(strays: readonly Stray[], terminal: Terminal): void {
  for (const { path, reason } of strays) {
    const text =
      reason === 'left-behind'
        ? 'is left behind: delete it if its host is gone'
        : 'lies among generated files, but nothing generates it';
    terminal.err(`note  ${path} ${text}.\n`);
  }
}
