// What OpenSSH needs to reach every host by name and to know it again: ssh_config(5) and known_hosts (sshd(8)).
import { type Generator, lines, type WriteLine } from '@groundplan/engine';
import { jumpHosts, type ResolvedHost, type ResolvedSsh, type ResolvedTopology } from '@groundplan/model';

export interface SshSlice {
  readonly hosts: readonly SshHost[];
}

export interface SshHost extends ResolvedSsh {
  readonly name: string;
  readonly fqdn: string;
  /** Null where the topology does not know it, or where nobody logs in. */
  readonly address: string | null;
  /** All it answers on. */
  readonly addresses: readonly string[];
  readonly jump: string | null;
}

const configPath = 'docs/generated/ssh_config';
const knownHostsPath = 'docs/generated/known_hosts';

export const docsSsh: Generator<SshSlice> = {
  name: 'docs-ssh',
  slices: (topology) => [{ hosts: sshHosts(topology) }],
  render: ({ hosts }) => [
    {
      path: configPath,
      content: configText(hosts),
      from: ['hosts', 'networks', 'policy', 'devices', 'groups', 'vpn', 'expose', 'admins', 'site'],
    },
    { path: knownHostsPath, content: knownHostsText(hosts), from: ['hosts', 'networks', 'vpn', 'site'] },
  ],
};

/** An analysis of the model, as in docs/decisions/0010: who must jump follows from who may reach whom. */
function sshHosts(topology: ResolvedTopology): SshHost[] {
  const jumps = jumpHosts(topology);
  return Object.values(topology.hosts).map((host) => ({
    name: host.name,
    fqdn: `${host.name}.${topology.site.domain}`,
    address: host.os === 'android' ? null : (host.address?.value ?? null),
    addresses: addressesOf(host),
    jump: jumps.get(host.name) ?? null,
    ...host.ssh,
  }));
}

/** Those it has of its own, and those it carries as a gateway. */
function addressesOf({ addresses, interfaces }: ResolvedHost): string[] {
  const own = Object.values(addresses).flatMap(({ ipv4, ipv6 }) => (ipv6 === null ? [ipv4] : [ipv4, ipv6]));
  const carried = Object.values(interfaces)
    .filter(({ network }) => network !== null)
    .flatMap((one) => one.addresses.map(({ value }) => value.split('/')[0] ?? ''));
  return [...new Set([...own, ...carried])];
}

function configText(hosts: readonly SshHost[]): string {
  return lines((write, indented) => {
    write(
      '# From the root of the repository: ssh -F docs/generated/ssh_config HOST. For use elsewhere, see docs/HOSTS.md.',
    );
    write('# Where the topology has no sshHostKey, ssh asks: compare the key it shows with the machine’s own.');
    for (const host of hosts) {
      if (host.address === null) continue;
      write('');
      write(`Host ${host.name} ${host.fqdn} ${host.address}`);
      indented(() => hostLines(host, write));
    }
  });
}

function hostLines({ fqdn, address, port, user, jump, hostKeys }: SshHost, write: WriteLine): void {
  write(`HostName ${address}`);
  write(`Port ${port}`);
  if (user !== null) write(`User ${user}`);
  write(`HostKeyAlias ${fqdn}`);
  if (jump !== null) write(`ProxyJump ${jump}`);
  if (hostKeys.length === 0) write('StrictHostKeyChecking ask');
  else {
    write('StrictHostKeyChecking yes');
    write(`UserKnownHostsFile ${knownHostsPath}`);
  }
}

function knownHostsText(hosts: readonly SshHost[]): string {
  return lines((write) => {
    for (const host of hosts) {
      const names = namesOf(host).join(',');
      for (const key of host.hostKeys) write(`${names} ${key}`);
    }
    for (const { name, address, port, hostKeys } of hosts) {
      if (hostKeys.length > 0 || address === null) continue;
      write(
        `# ${name} has no sshHostKey in the topology. On the machine: cat /etc/ssh/ssh_host_ed25519_key.pub. Over a network you trust: ssh-keyscan -t ed25519 -p ${port} ${address}`,
      );
    }
  });
}

/** With the port where it is another than 22, as ssh looks for it without our ssh_config. */
function namesOf({ name, fqdn, addresses, port }: SshHost): string[] {
  const plain = [fqdn, name, ...addresses];
  return port === 22 ? plain : [...plain, ...plain.map((one) => `[${one}]:${port}`)];
}
