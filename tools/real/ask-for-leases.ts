// Starts a real DHCP server with a generated file in namespaces of its own, and lets one client after the other ask for an address.
import { isolated } from './namespaces.js';
import { requireTool, run, type Tool } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export interface DhcpServer {
  readonly tool: Tool;
  /** `%/` stands for the folder with the file server.conf. */
  readonly args: readonly string[];
  readonly content: string;
  readonly interfaces: readonly string[];
  /** The interface with the clients, and the server's address there. */
  readonly at: { readonly interface: string; readonly address: string };
}

/** What a client was told. Nobody gives an address back. */
export interface Told {
  readonly ip: string;
  readonly router: string;
  readonly dns: string;
  readonly domain: string;
  readonly ntp: string;
  readonly bootFile: string;
  readonly bootServer: string;
  readonly seconds: string;
}

/** One answer per MAC; null when nobody answered. */
export async function askForLeases(server: DhcpServer, macs: readonly string[]): Promise<(Told | null)[]> {
  const programs = [requireTool('ip'), requireTool('udhcpc'), requireTool(server.tool)];
  const files = [
    { name: 'server.conf', content: server.content },
    { name: 'commands', content: commands(server, macs) },
  ];
  return withFiles(files, async (folder) => {
    const own = server.args.map((argument) => argument.replaceAll('%/', `${folder}/`));
    const [unshare, args] = await isolated(['sh', `${folder}/commands`, folder, ...programs, ...own]);
    const { code, stdout, stderr } = await run(unshare, args);
    if (code !== 0) throw new Error(`${server.tool}: ${stderr}`);
    return macs.map((_, index) => told(stdout, index));
  });
}

function commands({ interfaces, at }: DhcpServer, macs: readonly string[]): string {
  return `set -e
folder=$1 ip=$2 udhcpc=$3; shift 3
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/lib
mkdir -p /run/netns /run/kea /var/lib/kea /var/lib/misc
"$ip" link set lo up
${interfaces.map((name, index) => `"$ip" link add ${name} type veth peer name peer${index}; "$ip" link set peer${index} up; "$ip" link set ${name} up`).join('\n')}
"$ip" addr add ${at.address} dev ${at.interface}
"$ip" link add switch type bridge forward_delay 0
"$ip" link set switch up
"$ip" link set peer${interfaces.indexOf(at.interface)} master switch
cat >/run/told <<'END'
#!/bin/sh
[ "$1" != bound ] || echo "TOLD|$client|$ip|$router|$dns|$domain|$ntpsrv|\${boot_file:-$bootfile}|$siaddr|$lease"
END
chmod +x /run/told
export KEA_PIDFILE_DIR=/run/kea KEA_LOCKFILE_DIR=/run/kea
"$@" >&2 &
sleep 1
${macs
  .map(
    (mac, index) => `"$ip" netns add client${index}
"$ip" link add port${index} type veth peer name eth0 netns client${index} address ${mac}
"$ip" link set port${index} master switch up
"$ip" -n client${index} link set eth0 up
client=${index} "$ip" netns exec client${index} "$udhcpc" -i eth0 -n -q -f -t 4 -T 1 -O ntpsrv -O bootfile -s /run/told || true`,
  )
  .join('\n')}
`;
}

function told(text: string, index: number): Told | null {
  const line = text.split('\n').find((one) => one.startsWith(`TOLD|${index}|`));
  if (line === undefined) return null;
  const [, , ip = '', router = '', dns = '', domain = '', ntp = '', bootFile = '', bootServer = '', seconds = ''] =
    line.split('|');
  return { ip, router, dns, domain, ntp, bootFile, bootServer, seconds };
}
