// What a cached check result depends on besides the checked files: the checkers' code and the programs they start.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resource } from './resource.js';
import { findTool, tools } from './run-tool.js';

export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of [dirname(fileURLToPath(import.meta.url)), dirname(resource('compose.nix'))])
    hashFiles(hash, folder);
  hash.update(readFileSync(resource('../phones/start-agent.sh')));
  hashSchemas(hash);
  for (const tool of tools) hash.update(`${tool} ${identity(findTool(tool))}\n`);
  return hash.digest('hex');
}

function hashFiles(hash: ReturnType<typeof createHash>, folder: string): void {
  for (const name of readdirSync(folder).sort()) {
    if (/\.(js|nix|jsonl)$|sandbox$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  }
}

function hashSchemas(hash: ReturnType<typeof createHash>): void {
  const folder = resource('schemas');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.json')) hash.update(name).update(readFileSync(join(folder, name)));
}

/** An upgrade changes size or time. */
function identity(path: string | undefined): string {
  if (path === undefined) return 'missing';
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}
