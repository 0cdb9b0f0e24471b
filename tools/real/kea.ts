// kea-dhcp4.conf, native or from services.kea.dhcp4.settings, judged by `kea-dhcp4 -t` where its interfaces exist.
import { type ConfigFile, configFiles } from './config-files.js';
import type { Folder } from './folder.js';
import { isolated } from './namespaces.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkKea(folder: Folder): Promise<Verdict | undefined> {
  const files = await configFiles(folder, {
    option: 'services.kea.dhcp4.settings',
    print: (settings) => JSON.stringify({ Dhcp4: settings }),
    native: /\/kea-dhcp4\.conf$/,
  });
  if (files.length === 0) return undefined;
  return { detail: count(files.length, 'file'), problems: (await Promise.all(files.map(test))).flat() };
}

const script = 'ip=$1; kea=$2; file=$3; shift 3; for i; do "$ip" link add "$i" type veth; done; exec "$kea" -t "$file"';

function test({ source, content }: ConfigFile): Promise<string[]> {
  return withFiles([{ name: 'kea-dhcp4.conf', content }], async (folder) => {
    const tools = [requireTool('ip'), requireTool('kea-dhcp4')];
    const command = ['sh', '-c', script, 'sh', ...tools, `${folder}/kea-dhcp4.conf`, ...interfacesOf(content)];
    const [program, args] = await isolated(command);
    const { code, stdout, stderr } = await run(program, args, { KEA_PIDFILE_DIR: folder, KEA_LOCKFILE_DIR: folder });
    if (code === 0) return [];
    const said = `${stdout}\n${stderr}`.split('\n').filter((line) => /\b(ERROR|FATAL)\b|^Error/.test(line));
    return [`${source}: ${(said.join('\n') || `${stdout}${stderr}`).replaceAll(`${folder}/`, '')}`];
  });
}

/** A file that is no JSON is for Kea to refuse. */
export function interfacesOf(content: string): string[] {
  try {
    const { Dhcp4 } = JSON.parse(content.replace(/^#.*\n/, '')) as {
      Dhcp4?: { 'interfaces-config'?: { interfaces?: string[] } };
    };
    return Dhcp4?.['interfaces-config']?.interfaces ?? [];
  } catch {
    return [];
  }
}
