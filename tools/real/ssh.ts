// ssh_config and known_hosts, read by OpenSSH itself: ssh says what it would do for each name, ssh-keygen what it knows.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Folder } from './folder.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';

/** One block of ssh_config: the names it is for, and its settings by lower-case keyword. */
interface Block {
  readonly names: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
}

export async function checkSshConfig({ root, path }: Folder): Promise<Verdict | undefined> {
  const file = join(root, path, 'ssh_config');
  if (!existsSync(file)) return undefined;
  const blocks = blocksOf(readFileSync(file, 'utf8'));
  const knownHosts = join(root, path, 'known_hosts');
  const detail = count(blocks.length, 'host');
  const read = await answer(file, 'nobody');
  if (Array.isArray(read)) return { detail, problems: read };
  const problems = await Promise.all(blocks.map((block) => blockProblems(block, { file, knownHosts, blocks })));
  return { detail, problems: problems.flat() };
}

function blocksOf(text: string): Block[] {
  return text
    .split(/^Host /m)
    .slice(1)
    .map((block) => {
      const [names = '', ...lines] = block.split('\n').map((line) => line.trim());
      const settings = lines.filter((line) => line !== '' && !line.startsWith('#')).map(keyAndValue);
      return { names: names.split(/\s+/), settings: new Map(settings) };
    });
}

function keyAndValue(line: string): [string, string] {
  const [key = '', ...words] = line.split(/\s+/);
  return [key.toLowerCase(), words.join(' ')];
}

interface Files {
  readonly file: string;
  readonly knownHosts: string;
  readonly blocks: readonly Block[];
}

async function blockProblems(block: Block, { file, knownHosts, blocks }: Files): Promise<string[]> {
  const answers = await Promise.all(block.names.map(async (name) => ({ name, said: await answer(file, name) })));
  const jump = block.settings.get('proxyjump');
  return [
    ...answers.flatMap(({ name, said }) => (Array.isArray(said) ? said : different(name, block, said))),
    ...(jump === undefined || blocks.some(({ names }) => names[0] === jump && jump !== block.names[0])
      ? []
      : [`${block.names[0]} jumps by ${jump}, which is no other host of the file`]),
    ...(await unknownKey(block, knownHosts)),
  ];
}

/** What ssh would use, by keyword; a list of complaints when it refuses the file. */
async function answer(file: string, name: string): Promise<ReadonlyMap<string, string> | string[]> {
  const { code, stdout, stderr } = await run(requireTool('ssh'), ['-G', '-F', file, name]);
  if (code !== 0) return stderr.trim().replaceAll(file, 'ssh_config').split('\n');
  return new Map(stdout.trim().split('\n').map(keyAndValue));
}

/** How ssh -G prints what the file says in other words. */
const printed = (value: string) => ({ yes: 'true', no: 'false' })[value] ?? value;

function different(name: string, { settings }: Block, said: ReadonlyMap<string, string>): string[] {
  return [...settings].flatMap(([key, value]) =>
    said.get(key) === printed(value) ? [] : [`${name}: the block says ${key} ${value}, and ssh uses ${said.get(key)}`],
  );
}

/** Where ssh may not ask, it must know the key. */
async function unknownKey({ settings }: Block, knownHosts: string): Promise<string[]> {
  if (settings.get('stricthostkeychecking') !== 'yes') return [];
  const name = settings.get('hostkeyalias') ?? settings.get('hostname') ?? '';
  const { code } = await run(requireTool('ssh-keygen'), ['-F', name, '-f', knownHosts]);
  return code === 0 ? [] : [`${name} is not in known_hosts, and ssh may not ask`];
}

export async function checkKnownHosts({ root, path }: Folder): Promise<Verdict | undefined> {
  const file = join(root, path, 'known_hosts');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const problems = await Promise.all(lines.map((line) => lineProblems(line, file)));
  return { detail: count(lines.length, 'key'), problems: problems.flat() };
}

/** Every name of the line leads to its key, and ssh-keygen can say the key's fingerprint. */
async function lineProblems(line: string, file: string): Promise<string[]> {
  const [names = '', ...key] = line.split(' ');
  const program = requireTool('ssh-keygen');
  const answers = names.split(',').map(async (name) => {
    const [found, prints] = await Promise.all([
      run(program, ['-F', name, '-f', file]),
      run(program, ['-l', '-F', name, '-f', file]),
    ]);
    if (!found.stdout.split('\n').includes(line)) return [`${name} does not lead to ${key.join(' ').slice(0, 40)}…`];
    return prints.code === 0 && prints.stdout.includes('SHA256:') ? [] : [`the key of ${name} is none`];
  });
  return (await Promise.all(answers)).flat();
}
