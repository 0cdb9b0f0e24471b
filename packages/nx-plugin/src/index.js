// Every host and device folder is an Nx project named after it, with a `check` target that runs the real checkers over it.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * @typedef {object} Root
 * @property {string} folder holds one folder per project
 * @property {string} [prefix] of the project's name, where a plain folder name could be taken by another root
 * @property {string} [modules] a package whose files its projects import
 */

/** @type {readonly Root[]} */
const roots = [
  { folder: 'devices' },
  { folder: 'hosts', modules: 'packages/nixos' },
  { folder: 'home', prefix: 'home-', modules: 'packages/nixos' },
];

const glob = `{${roots.map(({ folder }) => folder).join(',')}}/*/{*,generated/*}`;

/** Nx's createNodes: a glob, and the function from its files to projects. */
export const createNodes = /** @type {const} */ ([
  glob,
  (
    /** @type {readonly string[]} */ files,
    /** @type {unknown} */ _,
    /** @type {{ workspaceRoot: string }} */ context,
  ) => {
    const marks = new Map(files.map((file) => [file.split('/').slice(0, 2).join('/'), file]));
    return [...marks].map(([root, file]) => [file, { projects: { [root]: project(root, context.workspaceRoot) } }]);
  },
]);

/**
 * @param {string} root
 * @param {string} workspace
 */
function project(root, workspace) {
  const { prefix = '', modules } = roots.find(({ folder }) => root.startsWith(`${folder}/`)) ?? {};
  const package_ = modules && join(workspace, modules, 'package.json');
  return {
    name: prefix + basename(root),
    root,
    implicitDependencies: package_ && existsSync(package_) ? [`@groundplan/${basename(modules)}`] : [],
    targets: { check: check(root, modules ? [`{workspaceRoot}/${modules}/**/*`] : []) },
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
