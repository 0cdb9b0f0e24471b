// Every folder of a host, device, home or environment is an Nx project, with a `check` target that runs the real checkers over it;
// NixOS hosts have a `deploy` target too.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * @typedef {object} Root
 * @property {string} folder holds one folder per project
 * @property {string} [prefix] of the project's name, where a plain folder name could be taken by another root
 * @property {string} [modules] a package whose files its projects import
 * @property {readonly string[]} [shared] folders among its own that the others build upon
 */

/** @type {readonly Root[]} */
const roots = [
  { folder: 'devices' },
  { folder: 'hosts', modules: 'packages/nixos' },
  { folder: 'home', prefix: 'home-', modules: 'packages/nixos' },
  { folder: 'clusters', prefix: 'cluster-', shared: ['apps', 'base'] },
];

const glob = `{${roots.map(({ folder }) => folder).join(',')}}/*/{*,generated/*,*/kustomization.yaml}`;

/** Nx's createNodes: a glob, and the function from its files to projects. */
export const createNodes = /** @type {const} */ ([
  glob,
  (
    /** @type {readonly string[]} */ files,
    /** @type {unknown} */ _,
    /** @type {{ workspaceRoot: string }} */ context,
  ) => {
    const isNixos = (/** @type {string} */ root) =>
      root.startsWith('hosts/') && files.includes(`${root}/configuration.nix`);
    const marks = new Map(files.map((file) => [file.split('/').slice(0, 2).join('/'), file]));
    return [...marks].map(([root, file]) => [
      file,
      {
        projects: {
          [root]: project(root, { workspace: context.workspaceRoot, isNixos: isNixos(root), roots: [...marks.keys()] }),
        },
      },
    ]);
  },
]);

/**
 * @typedef {object} Surroundings
 * @property {string} workspace
 * @property {boolean} isNixos
 * @property {readonly string[]} roots of all projects
 */

/**
 * @param {string} root
 * @param {Surroundings} surroundings
 */
function project(root, { workspace, isNixos, roots: all }) {
  const {
    folder = '',
    prefix = '',
    modules,
    shared = [],
  } = roots.find((one) => root.startsWith(`${one.folder}/`)) ?? {};
  const package_ = modules && join(workspace, modules, 'package.json');
  const below = shared.includes(basename(root)) ? [] : shared.filter((name) => all.includes(`${folder}/${name}`));
  return {
    name: prefix + basename(root),
    root,
    implicitDependencies: [
      ...(package_ && existsSync(package_) ? [`@groundplan/${basename(modules)}`] : []),
      ...below.map((name) => prefix + name),
    ],
    targets: {
      check: check(
        root,
        [...(modules ? [modules] : []), ...below.map((name) => `${folder}/${name}`)].map(
          (path) => `{workspaceRoot}/${path}/**/*`,
        ),
      ),
      ...(isNixos && { deploy: deploy(basename(root)) }),
    },
  };
}

/**
 * A check writes nothing, so its result may be cached; the fingerprint covers the checkers and the programs they start.
 *
 * @param {string} root
 * @param {readonly string[]} imported
 */
function check(root, imported) {
  const command = 'node tools/dist/real/check-folder.js';
  return {
    executor: 'nx:run-commands',
    options: { command: `${command} ${root}`, cwd: '{workspaceRoot}' },
    inputs: ['{projectRoot}/**/*', ...imported, { runtime: `${command} --fingerprint` }, { env: 'REQUIRE_REAL' }],
    outputs: [],
    cache: true,
  };
}

/**
 * What `make deploy` runs too. Deploying changes a machine, so it is never cached; one at a time, because hosts depend on each other.
 *
 * @param {string} host
 */
function deploy(host) {
  return {
    executor: 'nx:run-commands',
    options: {
      command: `nix --extra-experimental-features 'nix-command flakes' run .#deploy -- ${host}`,
      cwd: '{workspaceRoot}',
      forwardAllArgs: true,
    },
    cache: false,
    parallelism: false,
  };
}
