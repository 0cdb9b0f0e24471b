// The closed list of findings: how severe each is and why it matters to whoever runs the network.
import type { Severity } from './finding.js';

interface CodeInfo {
  readonly severity: Severity;
  readonly why: string;
}

const error = (why: string): CodeInfo => ({ severity: 'error', why });
const warning = (why: string): CodeInfo => ({ severity: 'warning', why });

export const findingCodes = {
  // Reading topology.ts
  'topology-load': error('Without a topology there is nothing to generate.'),
  'topology-key-duplicate': error(
    'JavaScript keeps only the last of two equal keys, so the first entry would vanish unnoticed.',
  ),
  'shape-invalid': error('Every artifact is derived from this value, so it must have the documented form.'),
  'field-unknown': error('A misspelt field would be ignored, and what it asks for would not be built.'),
  'value-invalid': error('The programs that read the artifacts refuse this value, often only at boot.'),
  // Names and references
  'name-unsafe': error('Names become folder names, DNS labels and Kubernetes names, which all must accept them.'),
  'name-reserved': error('The name has a fixed meaning in policies, in DNS or on some file systems.'),
  'name-duplicate': error(
    'Names of machines are DNS names, and all of them are zones of the policy: each can stand for one thing only.',
  ),
  'reference-unknown': error('The name refers to something that does not exist, so nothing could be connected to it.'),
  'secret-unknown': error(
    'Secrets are named, never written down: a value in this file would be committed in plain text.',
  ),
  'secret-unused': warning('A secret that nothing uses is one more thing to rotate and to lose.'),
  // Networks
  'ula-invalid': error(
    'Every network gets a /64 out of the site’s /48; a public or shorter prefix would collide with others.',
  ),
  'cidr-not-canonical': error(
    'Two spellings of one network hide an overlap from the reader, and some programs refuse host bits.',
  ),
  'vlan-out-of-range': error('Switches and Linux refuse the id, and the link stays down.'),
  'vlan-duplicate': error('One VLAN id is one broadcast domain: both networks would see each other’s traffic.'),
  'network-overlap': error('A packet for the shared addresses has two places to go, and one of the two never gets it.'),
  'gateway-outside': error('Hosts cannot reach a gateway that is not on their own network.'),
  'dhcp-pool-invalid': error('The DHCP server refuses the pool, or hands out addresses nobody can use.'),
  'dhcp-pool-gateway': error('The DHCP server would hand the gateway’s address to a client and cut off the network.'),
  'dhcp-without-router': error('The DHCP server runs on the network’s router; without one nobody answers.'),
  'router-duplicate': error('Two gateways answer for one address, and connections go to either in turn.'),
  'delegation-short': warning(
    'Each network needs a public /64 of its own (RFC 4862); without one its machines do not reach the IPv6 Internet.',
  ),
  // Addresses
  'address-outside-network': error('The host cannot talk to its neighbours or its gateway from there.'),
  'address-reserved': error('The address belongs to the network itself, so the host would cut itself or everyone off.'),
  'address-duplicate': error('Two machines with one address answer in turn, and connections break at random.'),
  'address-in-dhcp-pool': error('The DHCP server may lend the address to another machine while this one uses it.'),
  'address-in-loadbalancer-pool': error(
    'The cluster may announce the address for a service while this machine uses it.',
  ),
  'address-moved': warning('The host gets another address than before; whatever names the old one must follow.'),
  'quarantine-reused': warning(
    'Caches, certificates and firewall states may still take the address for the removed host.',
  ),
  'network-full': error('There is no free address left for the host.'),
  'lock-invalid': error('The lock says which address belongs to whom; a wrong line would renumber machines.'),
  'mac-duplicate': error('Switches and DHCP servers tell machines apart by MAC; two with the same one lose packets.'),
  'reservation-without-mac': warning(
    'The device takes whatever address DHCP gives it, so the address in the topology is not its own.',
  ),
  // Links
  'link-role': error('A link without exactly one role cannot be configured.'),
  'link-missing': error('The host has an address on a network it is not connected to.'),
  'link-network-twice': error('Linux would answer on either interface, and replies take the wrong way back.'),
  'link-member': error('An interface can belong to one bridge or bond only, and has no network of its own then.'),
  'link-name-needs-mac': error('The interface would never appear under that name, and the host boots without network.'),
  'link-medium': error(
    'Wi-Fi clients cannot carry VLAN tags or bridges, and Ethernet ports can neither join nor provide an SSID.',
  ),
  'link-not-on-hardware': warning('Unless an adapter adds the interface, the host boots without this network.'),
  'mtu-mismatch': error(
    'Ethernet drops frames that are too long without an answer: small packets pass, and large transfers hang.',
  ),
  'ssid-invalid': error('Access points and clients refuse the SSID.'),
  'wifi-unprovided': warning(
    'Nobody in the topology provides the SSID, so its radio and its passphrase are configured elsewhere.',
  ),
  'hardware-missing': error('The Nix platform and the interfaces follow from the hardware.'),
  'state-version-missing': error(
    'NixOS keeps the data formats of the release a host was installed with; a wrong guess breaks databases.',
  ),
  'router-without-uplink': error('A router without a way out connects nobody to the Internet.'),
  'uplink-without-router': error('A host that is no router must not open a second way to the Internet.'),
  'uplink-overlap': error('The router would take its own upstream for a local network.'),
  // Cables
  'cable-port': error('A cable ends in one Ethernet port; anywhere else nobody could plug it in.'),
  'cable-loop': error('A cable between two ports of one machine carries frames round and round.'),
  'cable-twice': error('A port has one socket.'),
  'cable-mismatch': error(
    'Frames that one end sends and the other does not expect are lost, or reach another network.',
  ),
  'cable-without-network': warning('The device cannot be reached there, or its Wi-Fi clients get no address.'),
  'cable-island': warning('Machines there get no address by DHCP and reach nobody on another network.'),
  'port-role': error('A switch port carries one network untagged or several tagged; without either it cannot be set.'),
  'uplink-priority-duplicate': error('Linux would choose between the two ways out by chance.'),
  'modem-ambiguous': error(
    'Modems have no lasting names, so each SIM could get the other’s settings and its PIN tries.',
  ),
  'interface-name': error('The kernel refuses the interface, and what runs over it never comes up.'),
  // Access points
  'wifi-without-radio': error('Nobody would send the SSID, and its clients wait for it in vain.'),
  'access-point-without-ssid': error('hostapd does not start without an SSID.'),
  'access-point-needs-mac': error('Clients tell the SSIDs of one radio apart by address; NixOS refuses to guess them.'),
  'access-point-isolated': warning('Clients of the SSID would reach this host and each other, and nothing else.'),
  'channel-invalid': error('hostapd refuses the channel, and the radio stays silent.'),
  // Names and network boot
  'dns-server-unfit': error('Every network is told to ask this machine, and none of them would get an answer.'),
  'dns-name-invalid': error('Nameservers refuse the name, or answer for another one than is meant.'),
  'dns-alias-taken': error('A name is an alias or has addresses, not both (RFC 1034, section 3.6.2).'),
  'dns-alias-dangling': error('Whoever asks for the alias is sent to a name that does not exist.'),
  'dns-tls-incomplete': error('A part of what is asked would go over the Internet in plain text, unnoticed.'),
  'dns-tls-unsupported': error('What is asked would go over the Internet in plain text, unnoticed.'),
  'boot-server-without-address': error('DHCP tells clients an address to boot from, and there is none.'),
  // Clusters
  'cluster-no-init': error('No server would create the cluster; all wait for each other.'),
  'cluster-two-inits': error('Two servers would create two clusters of the same name.'),
  'cluster-no-server': error('A cluster without a server has no API.'),
  'cluster-api-not-server': error('New nodes would register at a host that has no API.'),
  'cluster-network-ambiguous': error('Nodes must reach each other on one network, and their node IP is bound to it.'),
  'node-without-address': error('A node without an address on the cluster’s network cannot join.'),
  'node-twice': error('A host runs one k3s: it cannot be two nodes.'),
  'node-os': error('k3s servers run on Linux with etcd; Android kernels lack what they need.'),
  'etcd-even': warning(
    'An even number of etcd members survives no more failures than one fewer, and adds a way to lose quorum.',
  ),
  'etcd-on-wifi': warning('etcd elects a new leader whenever heartbeats are late, and Wi-Fi delays them.'),
  'label-invalid': error('The kubelet refuses to start with an invalid label.'),
  'label-restricted': error('The API server lets no node give itself such a label, and the kubelet refuses to start.'),
  'phone-admits-pods': warning(
    'A phone loses its Wi-Fi or its power when nobody expects it, and with it whatever was scheduled there.',
  ),
  'taint-invalid': error('The kubelet refuses to start with an invalid taint.'),
  'loadbalancer-pool-invalid': error(
    'Neighbours cannot reach service addresses outside the network that announces them.',
  ),
  'pool-overlap': error('Two programs hand out the same addresses.'),
  // Homes
  'home-duplicate': error('Home Manager owns the files of a user: two homes would take them from each other in turn.'),
  'home-os': error('Home Manager needs a Linux with its usual folders; Android has neither.'),
  'home-nixos': error(
    'The host’s NixOS configuration brings the home along, from its own release and with its own driver.',
  ),
  'home-without-login': error('NixOS makes no such user on the host, so there would be nobody to apply the home for.'),
  'home-without-key': error('The files are encrypted to the user’s key: without one, nobody could read them there.'),
  // Systems of NixOS hosts
  'nixos-only': error('Other systems are not configured from here, so what the field asks for would not happen.'),
  'admin-without-keys': error('Hosts take SSH keys and no passwords: the person could not log in anywhere.'),
  'admin-name': error('Two users of one name are one user, who would get the rights of both.'),
  'security-key-missing': error('The host refuses every other key, so the person is locked out.'),
  'release-unknown': error('flake.nix has nothing to build it from.'),
  'release-older': error('Programs of an older release do not read the data that newer ones have written.'),
  'service-32-bit': error('The program needs more addresses than 32 bits have, or nobody builds it for such systems.'),
  'service-memory': error('The kernel ends programs when memory runs out, and not always the one that took it.'),
  'service-without-target': error('Collecting costs memory and disk, and nobody would ever see the result.'),
  'port-taken': error('Only one program can listen on a port; the other one fails at every start.'),
  'storage-disks': error('Partitioning fails halfway, or data has fewer copies than the layout promises.'),
  'storage-boot': error('The host would not find its root file system.'),
  'backup-empty': error('A backup without content succeeds every night and restores nothing.'),
  'cluster-option': error('The setting belongs to k3s, and another distribution would ignore it.'),
  'gitops-source-missing': error('Flux would have nowhere to read the state of the cluster from.'),
  // Components, charts and apps
  'component-unknown': error('There is no typed entry of that name, so nothing would be installed.'),
  'component-retired': warning('Nobody mends its security holes any more.'),
  'component-bundled': error('Two programs would do one job, and each undoes what the other does.'),
  'component-unfit': error('The component would be installed and never do its work.'),
  'component-cycle': error('Each waits for the others to be ready, and none of them ever is.'),
  'component-not-applied': warning('Whoever needs it waits until the owner of the shared cluster has it too.'),
  'crd-missing': error('The API server refuses objects of a kind that nobody has defined.'),
  'crd-twice': error('Two releases would each install the definitions, and the last one to run decides.'),
  'version-floating': error('What runs could change without a commit, and nobody could say what ran yesterday.'),
  'version-downgrade': error('Objects are stored in a version of the API that the older release cannot read.'),
  'version-unsupported': error('The version serves none of the APIs that its objects would be written for.'),
  'app-host': error('The site’s nameserver, certificates and routes cover names below its domain only.'),
  'app-unreachable': warning('The name is there, and whoever should use it waits for an answer in vain.'),
  'loadbalancer-address': error(
    'The load balancer gives out addresses of its pool only, and the service would wait for ever.',
  ),
  // Pins
  'pins-invalid': error('Pins say what has been promoted; a wrong line would change what runs there.'),
  'pin-missing': error('The environment would wait for something that has not been promoted to it.'),
  'pin-orphaned': warning('It still runs there, and what the environment sets for it in topology.ts is gone.'),
  // Environments and policy
  'environment-collision': error('Two environments would apply the same object, and each would undo the other’s.'),
  'environment-dependency': error('What one environment needs must not depend on when another one is changed.'),
  'environment-cycle': error('A change could never reach any of these environments.'),
  'policy-no-ports': error('An empty list reads as nothing here and as everything in many firewalls.'),
  'policy-action': error('A rule that says neither or both leaves the decision to chance.'),
  'policy-unmatchable': warning('A rule that matches nothing looks like protection, or like a door, and is neither.'),
  'policy-redundant': warning('A rule that changes nothing makes the policy longer to read and easier to get wrong.'),
  'policy-shadowed': warning('The policy says one thing and does another.'),
  'policy-conflict': warning('Two rules disagree about the same connections, and only their order decides.'),
  'policy-empty-zone': warning('The rule protects or opens nothing that the topology knows.'),
  'policy-wan-open': warning('Whatever answers there is tried by strangers within minutes of going online.'),
  // Port forwards
  'expose-address': error('The router would send strangers to whatever machine has the address next.'),
  'expose-router': error('The router has the Internet address itself: there is nothing to forward.'),
  'expose-no-uplink': error('Nothing from the Internet arrives there.'),
  'expose-router-port': error('One port of one address cannot be both the router’s own and another machine’s.'),
  'expose-overlap': error(
    'The router could send a connection to one of the machines only, and the other waits in vain.',
  ),
  'expose-shadowed': warning('The port looks open here, and a rule of the policy closes it.'),
  // Deployment
  'deploy-without-address': warning('Its artifacts are generated, and no command brings them to it.'),
  'ssh-host-key-duplicate': error('Whoever has one of the two machines can pose as the other.'),
  // VPN
  'vpn-host': error('Peers reach the networks behind the VPN through its router only.'),
  'vpn-key-duplicate': error(
    'WireGuard knows peers by their keys: of two with one key, only the last is ever answered.',
  ),
  'vpn-overlap': error('A packet for the shared addresses has two ways to go, and one of the two never sees it.'),
  'vpn-endpoint-missing': warning('Peers that call in have no address to call.'),
  'service-unknown': error('A service name stands for its ports; without them the rule would be empty.'),
  'port-invalid': error('The firewall refuses to load the whole rule set, and the network stays closed or open.'),
} as const satisfies Record<string, CodeInfo>;

export type FindingCode = keyof typeof findingCodes;
