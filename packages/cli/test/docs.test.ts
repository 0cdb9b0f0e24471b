// Guides do not rot: every command they name exists with its options, every relative link leads somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../src/arguments.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const pages = [
  'README.md',
  ...(readdirSync(join(root, 'docs'), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`)
    .sort(),
];

const { scripts, nx } = JSON.parse(read('package.json')) as {
  scripts: { readonly [name: string]: string };
  nx: { readonly targets: { readonly [name: string]: unknown } };
};
const makeTargets = new Set([...read('Makefile').matchAll(/^([a-z-]+):/gm)].map(([, target]) => target));
const flake = ['apps.nix', 'images.nix', 'phones.nix'].map((file) => read(`packages/nixos/flake/${file}`)).join('\n');
const hostTargets = ['check', 'deploy'];

/** Shell lines of fenced blocks without prompts and comments, and code inside sentences. */
function commandsOf(page: string): string[] {
  const fences = [...page.matchAll(/^ *```(?:sh|console)?\n(.*?)^ *```$/gms)].flatMap(([, text = '']) =>
    text.split('\n'),
  );
  const prose = page.replace(/^ *```.*?^ *```$/gms, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...fences, ...inline].map((line) =>
    line
      .trim()
      .replace(/^\$ /, '')
      .replace(/\s+#\s.*$/, ''),
  );
}

/** Words as a shell splits them; placeholders such as <host> are one. */
function words(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|<[^>]*>|(\S+)/g)].map(([all, quoted]) => quoted ?? all);
}

/** What is wrong with one command; undefined when all is well, or when the program is not ours. */
function problem(command: string): string | undefined {
  const [program, first = '', second = '', ...rest] = words(command);
  if (program === 'npx' && first === 'groundplan')
    return groundplanProblem([second, ...rest].filter((word) => word !== ''));
  if (program === 'npx' && first === 'nx') return nxProblem(second, rest);
  if (program === 'make' && first !== '') return makeTargets.has(first) ? undefined : `make has no target ${first}`;
  if (program === 'npm' && first === 'run') return scripts[second] ? undefined : `there is no script ${second}`;
  if (program === 'nix' && /^\.#/.test(second)) return flakeProblem(first, second.slice(2));
  return undefined;
}

function groundplanProblem(argv: readonly string[]): string | undefined {
  const given = argv.filter((word) => !/^\[|\]$/.test(word));
  try {
    readArguments(given);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function nxProblem(verb: string, rest: readonly string[]): string | undefined {
  const [target = ''] = rest;
  if (/^sync(:check)?$/.test(verb)) return undefined;
  if (verb === 'affected' || verb === 'run-many')
    return hostTargets.includes(rest[rest.indexOf('-t') + 1] ?? '') ? undefined : `nx ${verb} has no target`;
  if (verb === 'run') {
    const name = target.split(':').at(-1) ?? '';
    return (target.includes(':') ? hostTargets.includes(name) : name in nx.targets)
      ? undefined
      : `nx has no target ${name}`;
  }
  return hostTargets.includes(verb) ? undefined : `nx has no command ${verb}`;
}

function flakeProblem(verb: string, output: string): string | undefined {
  if (verb === 'run')
    return flake.includes(`  ${output} = app "${output}"`) ? undefined : `the flake has no app ${output}`;
  const kinds = [...flake.matchAll(/"([a-z-]+-)\$\{name\}"/g)].map(([, kind = '']) => kind);
  return kinds.some((kind) => output.startsWith(kind)) ? undefined : `the flake has no package ${output}`;
}

const linksOf = (page: string) =>
  [...page.replace(/^```.*?^```$/gms, '').matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = '']) => link);

/** As GitHub names the headings of a page. */
const anchorsOf = (page: string) =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function brokenLink(from: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(root, target))) return `${link} leads nowhere`;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor)
    ? undefined
    : `${target} has no heading #${anchor}`;
}

describe.each(pages)('%s', (path) => {
  it('names commands that exist', () => {
    const problems = commandsOf(read(path)).flatMap((command) => {
      const wrong = problem(command);
      return wrong === undefined ? [] : [`${command}: ${wrong}`];
    });
    expect(problems).toEqual([]);
  });

  it('links to what exists', () => {
    expect(linksOf(read(path)).flatMap((link) => brokenLink(path, link) ?? [])).toEqual([]);
  });
});

it('finds the commands of the guides, so that the rest means something', () => {
  const all = pages.flatMap((path) => commandsOf(read(path)));
  for (const start of [
    'npx groundplan deploy-order',
    'make deploy HOST=',
    'npx nx run generate',
    'nix build .#sd-image-',
  ])
    expect(
      all.some((command) => command.startsWith(start)),
      start,
    ).toBe(true);
});

it.each([
  ['npx groundplan deploy-ordre', 'Did you mean deploy-order?'],
  ['npx groundplan reach --checc', 'There is no option --checc.'],
  ['make depoly HOST=a', 'make has no target depoly'],
  ['npx nx depoly a', 'nx has no command depoly'],
  ['npx nx run genrate', 'nx has no target genrate'],
  ['npx nx run a:build', 'nx has no target build'],
  ['npx nx affected -t build', 'nx affected has no target'],
  ['npm run labs', 'there is no script labs'],
  ['nix run .#delpoy -- a', 'the flake has no app delpoy'],
  ['nix build .#iso-image-a', 'the flake has no package iso-image-a'],
])('would find %s', (command, says) => {
  expect(problem(command)).toContain(says);
});

it('would find broken links', () => {
  expect(brokenLink('docs/HOSTS.md', '../no.md')).toBe('../no.md leads nowhere');
  expect(brokenLink('docs/HOSTS.md', 'setup-guide.md#nowhere')).toBe('docs/setup-guide.md has no heading #nowhere');
});

describe('guides', () => {
  it.each(['docs/HOSTS.md', 'docs/setup-guide.md'])('%s holds no address, which only generated pages know', (path) => {
    expect(read(path)).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b/);
  });
});
