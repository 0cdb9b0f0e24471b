// Access points, native files and NixOS options, judged by hostapd with a driver that needs no radio.
import { type Folder, valueAt } from './folder.js';
import { hostapdConfigs } from './hostapd-nixos.js';
import { type EtcFile, etcFiles, etcRoot, unitSettings } from './native-tree.js';
import { isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool } from './run-tool.js';
import { type Machine, onMachine, quote } from './sandbox.js';

/** Printable, of legal length, and full of what a shell or a parser could stumble over. */
const passphrase = `a "b" $c 'd' \\e`;

export async function checkHostapd(folder: Folder): Promise<Verdict | undefined> {
  const units = etcFiles(folder, /^systemd\/system\/hostapd-[^/]*\.service$/);
  const hostapd =
    folder.entry === undefined ? undefined : valueAt((await folder.composition()).config, 'services.hostapd');
  const configs = isAttrs(hostapd) ? hostapdConfigs(hostapd, passphrase) : [];
  if (units.length + configs.length === 0) return undefined;
  requireTool('hostapd');
  const verdicts = [
    ...units.map((unit) => native(folder, unit)),
    ...configs.map(({ radio, text }) =>
      judge(radio, { etc: null, files: { '/run/hostapd.conf': text } }, [], '/run/hostapd.conf'),
    ),
  ];
  return { detail: count(verdicts.length, 'radio'), problems: (await Promise.all(verdicts)).flat() };
}

/** As the unit does it: the passphrases are added first. */
function native(folder: Folder, unit: EtcFile): Promise<string[]> {
  const [start = ''] = unitSettings(unit, 'ExecStart');
  const templates = etcFiles(folder, /^hostapd\/[^/]*\.conf$/);
  const secrets = templates.flatMap(({ content }) => content.match(/\/run\/secrets\/\S+/g) ?? []);
  const files = Object.fromEntries(secrets.map((file) => [file, `${passphrase}\n`]));
  const machine = { etc: etcRoot(folder), files };
  const filled = start.split(' ').at(-1) ?? '';
  return judge(
    unit.path,
    machine,
    [`mkdir -p ${quote(filled.replace(/\/[^/]*$/, ''))}`, ...unitSettings(unit, 'ExecStartPre')],
    filled,
  );
}

/** No radio, so no driver, no bridge; hostapd changes its state when it has read and accepted the whole file. */
async function judge(
  name: string,
  machine: Omit<Machine, 'interfaces'>,
  before: readonly string[],
  file: string,
): Promise<string[]> {
  const { stdout } = await onMachine({ ...machine, interfaces: interfacesIn(machine, file) }, [
    ...before,
    `sed -e 's/^driver=.*/driver=none/' -e '/^bridge=/d' ${quote(file)} >/run/judged.conf`,
    'timeout 1 hostapd /run/judged.conf',
  ]);
  const accepted = stdout.includes(': interface state UNINITIALIZED->') && !/^Line \d+|errors? found/m.test(stdout);
  return accepted ? [] : [`${name}: ${stdout.trim()}`];
}

function interfacesIn({ files }: Omit<Machine, 'interfaces'>, file: string): string[] {
  return (files[file]?.match(/^interface=(.*)$/m)?.slice(1) ?? [/hostapd-([^/]+)\//.exec(file)?.[1] ?? 'wlan0']).slice(
    0,
    1,
  );
}
