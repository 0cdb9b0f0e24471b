// Modems: the profiles NetworkManager reads, judged by `nmcli --offline`, and its own configuration.
import { type Folder, valueAt } from './folder.js';
import { type EtcFile, etcFiles, etcRoot, unitSettings } from './native-tree.js';
import { type Attrs, isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool } from './run-tool.js';
import { onMachine, quote } from './sandbox.js';

const secret = 'p#a\\s;[x]=$y "z"';

export async function checkNetworkManager(folder: Folder): Promise<Verdict | undefined> {
  const units = etcFiles(folder, /^systemd\/system\/modem-[^/]*\.service$/);
  const configs = etcFiles(folder, /^NetworkManager\/conf\.d\/.*\.conf$/);
  const profiles = Object.entries(await nixosProfiles(folder));
  if (units.length + configs.length + profiles.length === 0) return undefined;
  requireTool('nmcli');
  const problems = await Promise.all([
    ...units.map((unit) => installed(folder, unit)),
    ...configs.map((config) => configuration(folder, config)),
    ...profiles.map(([name, profile]) => nixos(name, isAttrs(profile) ? profile : {})),
  ]);
  return { detail: count(problems.length, 'file'), problems: problems.flat() };
}

async function nixosProfiles(folder: Folder): Promise<Attrs> {
  if (folder.entry === undefined) return {};
  const profiles = valueAt((await folder.composition()).config, 'networking.networkmanager.ensureProfiles.profiles');
  return isAttrs(profiles) ? profiles : {};
}

/** As the unit does it: the secrets are added first. */
async function installed(folder: Folder, unit: EtcFile): Promise<string[]> {
  const [command = ''] = unitSettings(unit, 'ExecStart');
  const [, , template = '', to = '', ...secrets] = command.split(' ');
  const files = Object.fromEntries(
    secrets.map((one) => [one.replace(/^.*?=/, ''), one.startsWith('pin=') ? '0123' : secret]),
  );
  const { stdout } = await onMachine({ etc: etcRoot(folder), files, interfaces: [] }, [
    command,
    `cat ${quote(to)}`,
    `echo '# read:'`,
    `nmcli --offline connection modify connection.id "$(sed -n s/^id=//p ${quote(template)})" <${quote(to)}`,
    `stat --format='mode %a' ${quote(to)}`,
  ]);
  const lost = lostSettings(stdout);
  return [...lost, ...(stdout.includes('mode 600') ? [] : ['others could read it'])].map(
    (text) => `${unit.path}: ${text}`,
  );
}

async function nixos(name: string, profile: Attrs): Promise<string[]> {
  const text = Object.entries(profile)
    .map(
      ([section, settings]) =>
        `[${section}]\n${Object.entries(isAttrs(settings) ? settings : {})
          .map(([key, value]) => `${key}=${value}\n`)
          .join('')}`,
    )
    .join('\n');
  const { stdout } = await onMachine({ etc: null, files: { '/run/profile': text }, interfaces: [] }, [
    'cat /run/profile',
    `echo '# read:'`,
    `nmcli --offline connection modify connection.id ${quote(name)} </run/profile`,
  ]);
  return lostSettings(stdout).map((text) => `${name}: ${text}`);
}

/** NetworkManager drops what it does not understand without a word: what it writes back must be what was given. */
function lostSettings(output: string): string[] {
  const [given = '', read = ''] = output.split('# read:\n');
  if (!read.includes('[connection]')) return [output.trim()];
  const found = new Set(settings(read));
  return settings(given)
    .filter((setting) => !found.has(setting))
    .map((setting) => `NetworkManager ignores ${setting}`);
}

function settings(text: string): string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section;
    return /^[a-z0-9-]+=/.test(line) ? [`${section}.${line}`] : [];
  });
}

async function configuration(folder: Folder, { path }: EtcFile): Promise<string[]> {
  requireTool('NetworkManager');
  const { stdout } = await onMachine(
    { etc: etcRoot(folder), files: { '/run/NetworkManager.conf': '' }, interfaces: [] },
    [
      'NetworkManager --print-config --config /run/NetworkManager.conf --config-dir /etc/NetworkManager/conf.d --system-config-dir /run',
    ],
  );
  const warnings = stdout.split('\n').filter((line) => line.includes('WARNING'));
  return stdout.includes('unmanaged-devices=') ? warnings : [`${path}: ${stdout.trim()}`];
}
