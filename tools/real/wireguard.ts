// Files for wg-quick, read by the real programs: wg-quick takes out its own keys, wg must understand the rest.
import { readFileSync } from 'node:fs';
import type { Folder } from './folder.js';
import { isolated } from './namespaces.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkWireguard({ root, path, files }: Folder): Promise<Verdict | undefined> {
  const own = files.filter((file) => file.startsWith(`${path}/vpn/`) && file.endsWith('.conf'));
  if (own.length === 0) return undefined;
  const problems = await Promise.all(
    own.map(async (file) =>
      (await test(readFileSync(`${root}/${file}`, 'utf8'), file)).map((one) => `${file}: ${one}`),
    ),
  );
  return { detail: count(own.length, 'peer'), problems: problems.flat() };
}

/** A kernel without WireGuard, or without the interface, is asked last: all complaints about the text come before. */
const noInterface = /^Unable to modify interface: .*\n?$/;

/** Names cannot be looked up there, and need not be. */
const resolvable = (text: string) => text.replace(/^Endpoint=[a-z][a-z0-9.-]*:/m, 'Endpoint=192.0.2.1:');

async function test(text: string, path: string): Promise<string[]> {
  const name = path.split('/').at(-1) ?? '';
  return withFiles([{ name, content: resolvable(text) }], async (folder) => {
    const script =
      '"$1" strip "$3/$4" >"$3/stripped" 2>"$3/said" || { cat "$3/said" >&2; exit 1; }; "$2" setconf wg0 "$3/stripped"';
    const args = [requireTool('wg-quick'), requireTool('wg'), folder, name];
    const { code, stderr } = await run(...(await isolated(['sh', '-c', script, 'sh', ...args])), {
      WG_ENDPOINT_RESOLUTION_RETRIES: '0',
    });
    return code === 0 || noInterface.test(stderr) ? [] : [stderr.trim()];
  });
}
