// Wi-Fi clients of native hosts: each unit's configuration, passphrase added, judged by wpa_supplicant on a wire.
import type { Folder } from './folder.js';
import { type EtcFile, etcFiles, etcRoot, unitSettings } from './native-tree.js';
import { count, type Verdict } from './outcome.js';
import { requireTool } from './run-tool.js';
import { onMachine } from './sandbox.js';

export async function checkSupplicant(folder: Folder): Promise<Verdict | undefined> {
  const units = etcFiles(folder, /^systemd\/system\/wpa_supplicant-[^/]*\.service$/);
  if (units.length === 0) return undefined;
  requireTool('wpa_supplicant');
  const problems = await Promise.all(units.map((unit) => judge(folder, unit)));
  return { detail: count(units.length, 'client'), problems: problems.flat() };
}

async function judge(folder: Folder, unit: EtcFile): Promise<string[]> {
  const [before = ''] = unitSettings(unit, 'ExecStartPre');
  const [start = ''] = unitSettings(unit, 'ExecStart');
  const [, filled = '', name = ''] = / -c (\S+) -i (\S+)$/.exec(start) ?? [];
  const names = etcFiles(folder, /^wpa_supplicant\/[^/]*\.conf$/).flatMap(
    ({ content }) => content.match(/(?<=#psk_of=).*/g) ?? [],
  );
  const secrets = names.map((one) => `${one}=a "b" $c 'd' \\e\n`).join('');
  const machine = { etc: etcRoot(folder), files: { [before.split(' ').at(-1) ?? '']: secrets }, interfaces: [name] };
  const { stdout } = await onMachine(machine, [
    `mkdir -p ${filled.replace(/\/[^/]*$/, '')}`,
    before,
    `timeout 1 ${start} -D wired`,
  ]);
  return stdout.includes(': Associated with') ? [] : [`${unit.path}: ${stdout.trim()}`];
}
