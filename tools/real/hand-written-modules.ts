// Puts packages/nixos beside generated hosts in a scratch repository, where the checkers look for the options it declares.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export function copyModules(root: string): void {
  cpSync(join(repository, 'packages/nixos'), join(root, 'packages/nixos'), { recursive: true });
}
