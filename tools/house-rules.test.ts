// The rules of the house that a program can check: who imports whom, where the world is touched, sizes, first lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each package may import; everything else is an arrow the plan of the house does not have. */
const arrows: { readonly [name: string]: readonly string[] } = {
  model: ['ipaddr.js', 'zod'],
  engine: ['@groundplan/model', 'handlebars'],
  generators: ['@groundplan/model', '@groundplan/engine'],
  cli: [
    '@groundplan/model',
    '@groundplan/engine',
    '@groundplan/generators',
    'ajv',
    'ajv-formats',
    'diff',
    'esbuild',
    'oxc-parser',
    'picomatch',
    'yaml',
  ],
  'nx-plugin': [],
};

/** Packages of types alone, erased when compiled, and where they may be imported from. */
const typesOnly: { readonly [name: string]: RegExp } = {
  generators: /^packages\/generators\/src\/kubernetes\/manifest\.ts imports @?kubernetes-models\//,
};

/** Node modules a package may use outside the files that touch the world. */
const nodeModules: { readonly [name: string]: readonly string[] } = {
  model: [],
  engine: ['node:crypto', 'node:module'],
  generators: [],
};

const world =
  /\b(process\.(env|cwd|platform|argv)|Date\.now|new Date|Math\.random|performance\.now|randomBytes|randomUUID|localeCompare|toLocale\w*|Intl\.)/;

interface Source {
  readonly path: string;
  readonly package: string;
  readonly text: string;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return ['dist', 'golden', 'fixtures', 'node_modules'].includes(entry.name) ? [] : sourcesBelow(path);
    return /\.(ts|js)$/.test(entry.name) ? [path] : [];
  });
}

const all: readonly Source[] = [...sourcesBelow('packages'), ...sourcesBelow('tools')].map((path) => ({
  path,
  package: path.split('/')[1] ?? '',
  text: readFileSync(join(root, path), 'utf8'),
}));
const isTest = (path: string) => /\.test\.|\/test\//.test(path);
const products = all.filter(({ path }) => path.startsWith('packages/') && !isTest(path));

/** Module names of static and dynamic imports. */
function importsOf({ text }: Source): string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** A source's imports that break a rule, as `file imports name`. */
function broken(source: Source): string[] {
  const outside = importsOf(source).filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
  const wrong = outside.filter(
    (name) => !arrows[source.package]?.includes(packageOf(name)) || (name.startsWith('@') && name !== packageOf(name)),
  );
  const climbing = importsOf(source).filter(
    (name) => name.startsWith('.') && /(\.\.\/)+(model|engine|generators|cli|nx-plugin)\/src/.test(name),
  );
  const erased = (line: string) => typesOnly[source.package]?.test(line) === true && !importsValues(source);
  return [...wrong, ...climbing].map((name) => `${source.path} imports ${name}`).filter((line) => !erased(line));
}

/** Does it import anything at run time from a package of types? */
const importsValues = ({ text }: Source) => /^(import|export) (?!type )[^;]*?from '@?kubernetes-models\//m.test(text);

function touching(source: Source): string[] {
  const allowed = nodeModules[source.package];
  if (!allowed || source.path.startsWith('packages/engine/src/write/')) return [];
  const modules = importsOf(source).filter((name) => name.startsWith('node:') && !allowed.includes(name));
  return [...modules, ...(world.exec(source.text)?.slice(0, 1) ?? [])].map((what) => `${source.path} uses ${what}`);
}

describe('the packages', () => {
  it('import only along the arrows', () => {
    expect(products.flatMap(broken)).toEqual([]);
  });

  it('touch files, clocks, randomness and the environment at the edges only', () => {
    expect(products.flatMap(touching)).toEqual([]);
  });

  it('would be caught: a planted import, a planted clock', () => {
    const planted = {
      path: 'packages/model/src/x.ts',
      package: 'model',
      text: "import { plan } from '@groundplan/engine';\nimport fs from 'node:fs';\nconst now = Date.now();\n",
    };
    expect(broken(planted)).toEqual(['packages/model/src/x.ts imports @groundplan/engine']);
    const types = { path: 'packages/generators/src/kubernetes/manifest.ts', package: 'generators' };
    const line = "import type { IPod } from 'kubernetes-models/v1';\n";
    expect(broken({ ...types, text: line })).toEqual([]);
    expect(broken({ ...types, text: line.replace('type ', '') })).not.toEqual([]);
    expect(broken({ ...types, path: 'packages/generators/src/x.ts', text: line })).not.toEqual([]);
    expect(touching(planted)).toEqual([
      'packages/model/src/x.ts uses node:fs',
      'packages/model/src/x.ts uses Date.now',
    ]);
  });

  it('never name a generator in the engine', () => {
    const names = readdirSync(join(root, 'packages/generators/src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const engine = products.filter((source) => source.package === 'engine');
    expect(
      engine.flatMap(({ path, text }) =>
        names.filter((name) => new RegExp(`['"\`]${name}['"\`]`).test(text)).map((name) => `${path} names ${name}`),
      ),
    ).toEqual([]);
  });
});

describe('every source file', () => {
  it('starts with one sentence that says what it is for', () => {
    const silent = all.filter(({ text }) => !/^(#!.*\n)?\/\/ \S+ .*\n/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('has at most 300 lines, tests aside', () => {
    const long = all.filter(({ path, text }) => !isTest(path) && text.split('\n').length > 301);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('has no skipped, focused or postponed test', () => {
    const marked = all.filter(
      ({ path, text }) =>
        isTest(path) &&
        path.endsWith('.test.ts') &&
        !path.endsWith('house-rules.test.ts') &&
        /\b(it|test|describe)\.(skip|only|todo)\b/.test(text),
    );
    expect(marked.map(({ path }) => path)).toEqual([]);
  });
});

it('pins every dependency exactly', () => {
  const manifests = [
    'package.json',
    ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/package.json`),
  ];
  for (const manifest of manifests) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, manifest), 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
  }
});
