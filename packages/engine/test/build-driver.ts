// Compiles the driver, so that tests can start it as a process, and kill it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const engine = fileURLToPath(new URL('..', import.meta.url));
const workspace = join(engine, '../..');

/** Compiles into `outDir` and returns the path of the program. */
export function buildDriver(outDir: string): string {
  const config = {
    extends: join(workspace, 'tsconfig.base.json'),
    compilerOptions: {
      composite: false,
      declaration: false,
      rootDir: engine,
      outDir,
      types: ['node'],
      typeRoots: [join(workspace, 'node_modules/@types')],
    },
    files: [join(engine, 'test/driver.ts')],
  };
  writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(outDir, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [join(workspace, 'node_modules/typescript/bin/tsc'), '-p', outDir], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return join(outDir, 'test/driver.js');
}
