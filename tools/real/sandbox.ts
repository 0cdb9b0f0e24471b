// A machine of its own for programs that read /etc and /run: given files, secrets and interfaces, in namespaces that end with it.
import { isolated } from './namespaces.js';
import { type Run, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export interface Machine {
  /** A folder whose content /etc holds beside the accounts; null for none. */
  readonly etc: string | null;
  /** Further files, by absolute path below /run or /etc. */
  readonly files: { readonly [path: string]: string };
  readonly interfaces: readonly string[];
}

/** Programs stop at an /etc without accounts. */
const accounts = ['passwd', 'group', 'nsswitch.conf', 'ld.so.cache', 'alternatives'];

/** Opening /dev/ppp is how pppd asks whether the kernel knows PPP. */
const devices = ['null', 'zero', 'urandom', 'random'];

/** Runs shell commands; both outputs together are in stdout. */
export function onMachine(machine: Machine, commands: readonly string[]): Promise<Run> {
  const script = [...setUp(machine), 'set +e', 'exec 2>&1', ...commands].join('\n');
  return withFiles([{ name: 'script', content: `${script}\n` }], async (folder) =>
    run(...(await isolated(['sh', `${folder}/script`]))),
  );
}

function setUp({ etc, files, interfaces }: Machine): string[] {
  return [
    'set -e',
    'mount -t tmpfs run /run',
    'mkdir -p /run/etc /run/secrets /run/dev',
    ...accounts.map((name) => `[ ! -e /etc/${name} ] || cp -a /etc/${name} /run/etc/`),
    ...(etc === null ? [] : [`cp -a ${quote(`${etc}/.`)} /run/etc/`]),
    'mount --bind /run/etc /etc',
    ...Object.entries(files).flatMap(([path, content]) => [
      `mkdir -p ${quote(path.replace(/\/[^/]*$/, ''))}`,
      `printf %s ${quote(content)} >${quote(path)}`,
    ]),
    ...devices.map((name) => `touch /run/dev/${name}; mount --bind /dev/${name} /run/dev/${name}`),
    'touch /run/dev/ppp',
    'mount --rbind /run/dev /dev',
    ...interfaces.flatMap((name, index) => [
      `ip link add ${quote(name)} type veth peer name peer${index}`,
      `ip link set ${quote(name)} up`,
    ]),
  ];
}

export const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
