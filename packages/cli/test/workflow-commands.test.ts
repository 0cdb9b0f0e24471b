// Generated workflows name commands of ours that exist, with options they have.
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { newLock, resolve } from '@groundplan/model';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import homelab from '../../../topology/topology.js';
import { readArguments } from '../src/arguments.js';

/** Every text of a parsed file. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function commandsOf(forge: 'github' | 'gitlab' | 'forgejo'): string[][] {
  const result = resolve({ ...homelab, site: { ...homelab.site, forge } }, newLock(0x9a1e22b1c4n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const files = generateSorted(result.topology, generators, { source: 'topology/topology.ts' });
  return files
    .filter(({ by, path }) => by === 'forge-workflows' && path !== '.gitlab-ci.yml')
    .flatMap(({ text }) => textsOf(parse(text)))
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => /^npx groundplan (.*)$/.exec(line)?.[1] ?? [])
    .map((line) =>
      line
        .replace(/ \$\{ONLY.*$/, ' --only x')
        .replaceAll(/"(\$[A-Z]+)"/g, '$1')
        .split(' '),
    );
}

it.each(['github', 'gitlab', 'forgejo'] as const)('%s', (forge) => {
  const commands = commandsOf(forge);
  expect(commands.map(([command]) => command)).toEqual(expect.arrayContaining(['generate', 'promote', 'render']));
  for (const argv of commands) readArguments(argv);
  expect(() => readArguments(['promote', '--cheque'])).toThrow('There is no option --cheque.');
});
