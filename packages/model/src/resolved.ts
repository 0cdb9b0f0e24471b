// The resolved topology: every value decided, plain JSON, records sorted by name; what generators print.
import type { ModelPath } from './model-path.js';

/** A derived value and the place in topology.ts (or the lock's owner there) that decides it. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: ModelPath;
}

type Named<T> = { readonly [name: string]: T };

export interface ResolvedTopology {
  readonly site: ResolvedSite;
  readonly admins: Named<ResolvedAdmin>;
  readonly networks: Named<ResolvedNetwork>;
  readonly wifi: Named<ResolvedWifi>;
  readonly devices: Named<ResolvedDevice>;
  readonly hosts: Named<ResolvedHost>;
  readonly clusters: Named<ResolvedCluster>;
  /** Sorted by promotion order, then by name. */
  readonly environments: Named<ResolvedEnvironment>;
  /** Hosts and devices that rules name together, by group. */
  readonly groups: Named<readonly string[]>;
  /** Port forwards, in the order of their ports. */
  readonly exposures: readonly ResolvedExposure[];
  readonly dhcp: { readonly server: 'dnsmasq' | 'kea' };
  readonly dns: ResolvedDns;
  readonly vpn: ResolvedVpn | null;
  /** Those of topology.ts in order, then those that follow from DHCP, DNS and clusters: the first that matches decides. */
  readonly policy: readonly ResolvedRule[];
  readonly secrets: Named<ResolvedSecret>;
}

export interface ResolvedSite {
  readonly name: string;
  readonly description: string | null;
  /** The DNS domain of the site, such as home.arpa (RFC 8375). */
  readonly domain: string;
  readonly timeZone: string;
  /** Upstream resolvers. */
  readonly nameservers: readonly string[];
  readonly repository: string | null;
  /** Default system.stateVersion of NixOS hosts. */
  readonly stateVersion: string | null;
  /** The site's IPv6 unique local prefix, a /48 (RFC 4193). */
  readonly ula: string;
}

/** A port forward: whoever asks the Internet address of a router for `ports` is answered by the machine. */
export interface ResolvedExposure {
  readonly at: ModelPath;
  readonly protocol: 'tcp' | 'udp';
  /** Outside: a port or first-last. */
  readonly ports: string;
  readonly to: {
    readonly machine: string;
    readonly network: string;
    readonly ipv4: string;
    /** The machine's address within any /64 of its network, such as ::20; null without IPv6. */
    readonly ipv6Suffix: string | null;
    /** Inside: a port or first-last. */
    readonly ports: string;
  };
}

export interface ResolvedDns {
  readonly server: 'dnsmasq' | 'unbound' | 'bind';
  /** The machine whose nameserver it is; null: every router, for its networks. */
  readonly by: string | null;
  /** Who is asked for names outside the site; `tls`: the name in the certificate, null for plain DNS. */
  readonly upstream: readonly { readonly address: string; readonly tls: string | null }[];
  /** Sorted by first name, then by address. */
  readonly records: readonly ResolvedRecord[];
  readonly aliases: readonly ResolvedAlias[];
}

/** What a machine that answers for the site's names needs to know. */
export interface ResolvedNameserver {
  readonly server: ResolvedDns['server'];
  readonly domain: string;
  /** Its own first name among the records. */
  readonly name: string;
  /** The system interfaces it answers on; empty for devices. */
  readonly interfaces: readonly string[];
  /** The addresses it answers on, without length. */
  readonly addresses: readonly string[];
  /** The prefixes that may ask it. */
  readonly clients: readonly string[];
  /** Whom the nameserver itself asks; over TLS only where it can. */
  readonly upstream: ResolvedDns['upstream'];
  /** What systemd-resolved beside it must ask, so that nothing leaves in plain text; null where it may ask as it likes. */
  readonly resolved: ResolvedDns['upstream'] | null;
  /** A router knows the machines of its networks, and those of networks without a router; `dns.by` knows all. */
  readonly records: readonly ResolvedRecord[];
  readonly aliases: readonly ResolvedAlias[];
  /** The records' addresses as names, zone by zone; sorted by name. */
  readonly reverseZones: readonly ResolvedReverseZone[];
}

/** A zone below in-addr.arpa or ip6.arpa, cut where a label ends (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export interface ResolvedReverseZone {
  /** Without the final dot. */
  readonly name: string;
  /** In the order of addresses. */
  readonly pointers: readonly ResolvedPointer[];
}

export interface ResolvedPointer {
  /** Relative to the zone, such as 20. */
  readonly owner: string;
  readonly target: string;
  readonly from: ModelPath;
}

/** Names of one address pair: A, AAAA, and PTR to the first name. */
export interface ResolvedRecord {
  readonly machine: string;
  readonly network: string;
  /** Fully qualified, without the final dot. */
  readonly names: readonly string[];
  readonly ipv4: string;
  /** Only where the machine has the address whatever DHCP says. */
  readonly ipv6: string | null;
  readonly from: ModelPath;
}

export interface ResolvedAlias {
  /** Fully qualified, as is the target. */
  readonly name: string;
  readonly target: string;
  readonly from: ModelPath;
}

/** The zone vpn: a WireGuard interface on a router. */
export interface ResolvedVpn {
  readonly from: ModelPath;
  readonly host: string;
  readonly interface: string;
  readonly port: number;
  /** Where peers that call in find the router: a name or address; null when nothing says. */
  readonly endpoint: string | null;
  readonly ipv4: string;
  /** A /64 of the site's unique local prefix. */
  readonly ipv6: string;
  /** Of the host, with length. */
  readonly addresses: readonly string[];
  /** Names of secrets, and the files they are read from. */
  readonly privateKey: string;
  readonly privateKeyFile: string;
  readonly publicKey: string;
  readonly mtu: number;
  /** Whom peers that call in ask for names: the router, where it answers for its networks. */
  readonly dns: readonly string[];
  /** Prefixes that the policy lets peers open connections to; everything when that includes the Internet. */
  readonly reaches: readonly string[];
  readonly peers: Named<ResolvedVpnPeer>;
}

export interface ResolvedVpnPeer {
  readonly name: string;
  readonly from: ModelPath;
  readonly publicKey: string;
  readonly presharedKey: string | null;
  readonly presharedKeyFile: string | null;
  readonly endpoint: string | null;
  readonly keepalive: number | null;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly origin: 'stated' | 'locked';
  /** Networks behind the peer. */
  readonly networks: readonly string[];
}

export interface ResolvedAdmin {
  readonly sshKeys: readonly string[];
  readonly ageKeys: readonly string[];
}

export interface ResolvedNetwork {
  readonly name: string;
  readonly description: string | null;
  /** 802.1Q VLAN id, 1 to 4094. */
  readonly vlan: number;
  readonly ipv4: {
    /** Canonical, such as 10.10.0.0/24. */
    readonly cidr: string;
    readonly prefix: number;
    readonly netmask: string;
    readonly network: string;
    readonly broadcast: string;
    readonly gateway: string;
  };
  /** Null when the network has no IPv6. */
  readonly ipv6: {
    readonly cidr: string;
    readonly prefix: number;
    readonly gateway: string;
    /** Which /64 of a delegated prefix the network gets; null when none is left or delegated. */
    readonly subnetId: number | null;
  } | null;
  readonly dhcp: ResolvedDhcp | null;
  /** What clients of the network ask: the site's nameserver, else the router where it serves DHCP, else the site's resolvers. */
  readonly dns: readonly string[];
  readonly mtu: number | null;
  /** The host that is the gateway of this network. */
  readonly router: string | null;
}

export interface ResolvedDhcp {
  /** First and last address handed out. */
  readonly start: string;
  readonly end: string;
  /** A dnsmasq lease time such as 12h. */
  readonly lease: string;
  readonly ntp: readonly string[];
  readonly domain: string;
  /** The TFTP server's address and the file. */
  readonly boot: { readonly server: string; readonly file: string } | null;
}

export interface ResolvedWifi {
  readonly ssid: string;
  readonly network: string;
  /** Name of the secret that holds the passphrase. */
  readonly psk: string;
  /** The host or device that provides the SSID. */
  readonly by: string | null;
}

export interface ResolvedDevice {
  readonly name: string;
  readonly kind: string;
  readonly description: string | null;
  readonly mac: string | null;
  readonly addresses: Named<ResolvedAddress>;
  /** The network it is managed in, and where its default route goes: the first by name of those it has an address in. */
  readonly management: string | null;
  /** Null where it answers for no names. */
  readonly nameserver: ResolvedNameserver | null;
  /** Its own ports and those that cables of others end in, by name. */
  readonly ports: Named<ResolvedPort>;
}

/** A port of a machine and what it carries: of a switch or another device, as it must be set there. */
export interface ResolvedPort {
  readonly name: string;
  readonly from: ModelPath;
  /** The other end of the cable; `bond`: the bond that the port there belongs to. */
  readonly peer: {
    readonly machine: string;
    readonly port: string;
    readonly bond: { readonly name: string; readonly mode: string } | null;
  } | null;
  /** `uplink`: a router's way to the Internet is plugged in, which carries no network of the site. */
  readonly mode: 'access' | 'trunk' | 'uplink';
  readonly untagged: PortNetwork | null;
  /** Sorted by VLAN id. */
  readonly tagged: readonly PortNetwork[];
}

export interface PortNetwork {
  readonly network: string;
  readonly vlan: number;
}

export interface ResolvedAddress {
  readonly ipv4: string;
  readonly ipv6: string | null;
  /** Where the address comes from: written in topology.ts, or chosen once and kept by the lock. */
  readonly origin: 'stated' | 'locked';
  /** The hardware addresses that get this address by DHCP; empty when the machine has no known MAC on the network. */
  readonly macs: readonly string[];
  /** The system interface that carries the address; null for devices. */
  readonly interface: string | null;
  readonly from: ModelPath;
}

export type HostOs = 'nixos' | 'linux' | 'android';

export interface ResolvedHost {
  readonly name: string;
  readonly description: string | null;
  readonly os: HostOs;
  readonly hardware: string;
  /** The Nix platform, such as aarch64-linux. */
  readonly system: string;
  /** NixOS hosts only. */
  readonly stateVersion: string | null;
  readonly router: boolean;
  /** False when the links are named as the kernel does (eth0, wlan0), so that systemd must not rename them. */
  readonly predictableInterfaceNames: boolean;
  /** By network; the host's own addresses, not the gateway addresses a router carries. */
  readonly addresses: Named<ResolvedAddress>;
  /** The address to reach the host by: the one on its cluster's network, else the first by network name. */
  readonly address: Sourced<string> | null;
  /** By system interface name, such as eth0 or vlan10. */
  readonly interfaces: Named<ResolvedInterface>;
  /** Those with a cable, by name. */
  readonly ports: Named<ResolvedPort>;
  /** File with the passphrases of the host's Wi-Fi networks, one name=passphrase a line; null without Wi-Fi. */
  readonly wifiSecretsFile: string | null;
  readonly node: ResolvedNode | null;
  /** Null where it answers for no names. */
  readonly nameserver: ResolvedNameserver | null;
  /** Null for systems whose firewall is not configured from here. */
  readonly firewall: ResolvedFirewall | null;
}

export type ResolvedFirewall = RouterFirewall | HostFirewall;

/** The firewall of a host that is no router: it guards the host itself. */
export interface HostFirewall {
  readonly kind: 'host';
  /** The networks the host is on; neighbours are let in where no rule says otherwise. */
  readonly zones: readonly FirewallZone[];
  /** Who else is let in or kept out, in the order in which the rules decide; zones as their prefixes. */
  readonly rules: readonly ZoneRule[];
  readonly pods: PodNetwork | null;
}

/** Where a cluster node's pods are, when flannel carries them. */
export interface PodNetwork {
  readonly interfaces: readonly string[];
  readonly cidr: string;
  /** The network whose rules hold for pods. */
  readonly network: string;
}

export interface RouterFirewall {
  readonly kind: 'router';
  /** Null when the router runs no pods. */
  readonly pods: PodNetwork | null;
  /** The networks the router is the gateway of. */
  readonly zones: readonly FirewallZone[];
  /** Interfaces towards the Internet; the zone wan. */
  readonly uplinks: readonly string[];
  /** The zone vpn, where this router has it. */
  readonly vpn: { readonly interface: string; readonly prefixes: ZoneAddresses } | null;
  readonly forwards: readonly ResolvedExposure[];
  /** Interfaces between which established connections skip the rules; empty when none do. */
  readonly flowOffload: readonly string[];
  /** Pairs of zones that some rule concerns; all others are denied. */
  readonly pairs: readonly ZoneRules[];
}

export interface FirewallZone {
  readonly network: string;
  readonly interface: string;
  readonly ipv4: string;
  readonly ipv6: string | null;
}

export interface ZoneRules {
  /** A network, vpn, or wan. */
  readonly from: string;
  /** A network, vpn, wan, or router. */
  readonly to: string;
  /** In the order in which they decide. */
  readonly rules: readonly ZoneRule[];
}

export interface ZoneRule {
  readonly at: ModelPath;
  readonly action: 'allow' | 'deny';
  readonly ports: readonly string[];
  /** A port forward: IPv4 only after translation, IPv6 by the address's last 64 bits. */
  readonly exposure: ResolvedExposure | null;
  /** Null for everybody in the zone. */
  readonly from: ZoneAddresses | null;
  /** `from` is turned round: everybody but its addresses, as the Internet is everybody but the site. */
  readonly fromOutside: boolean;
  readonly to: ZoneAddresses | null;
}

export interface ZoneAddresses {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

export interface ResolvedInterface {
  readonly name: string;
  readonly kind: 'ethernet' | 'wireless' | 'vlan' | 'bridge' | 'bond' | 'ppp' | 'modem' | 'wireguard';
  /** The name is the operator's own: systemd gives it to the interface with this MAC. */
  readonly renamed: boolean;
  readonly from: ModelPath;
  /** The network whose addresses the interface carries; null for uplinks and for interfaces without addresses. */
  readonly network: string | null;
  /** VLAN id of a vlan interface. */
  readonly vlan: Sourced<number> | null;
  /** The vlan interfaces that ride on this one. */
  readonly vlans: readonly string[];
  /** The bridge or bond this interface belongs to. */
  readonly master: { readonly name: string; readonly kind: 'bridge' | 'bond' } | null;
  readonly bondMode: string | null;
  readonly mac: string | null;
  readonly mtu: Sourced<number> | null;
  /** Addresses with prefix length. */
  readonly addresses: readonly Sourced<string>[];
  readonly gateways: readonly Sourced<string>[];
  readonly dns: readonly Sourced<string>[];
  readonly domain: Sourced<string> | null;
  /** Addresses come from a DHCP server, as on an uplink. */
  readonly dhcp: boolean;
  readonly uplink: boolean;
  /** How an uplink reaches the provider; null for all others. */
  readonly wan: ResolvedWan | null;
  /** VLANs of a port of a VLAN-aware bridge, and of the bridge itself; null for all others. */
  readonly bridgeVlans: BridgeVlans | null;
  /** What the interface announces to its network by IPv6 router advertisements; null where it does not. */
  readonly advertises: RouterAdvertisement | null;
  /** Whether it learns routes and addresses from a router of its network; null where it does not. */
  readonly accepts: AcceptedAdvertisements | null;
  /** The radio of an access point. */
  readonly radio: ResolvedRadio | null;
  readonly wifi: { readonly ssid: string; readonly psk: string; readonly from: ModelPath } | null;
  /** The tunnels of a wireguard interface; null for all others. */
  readonly wireguard: ResolvedWireguard | null;
}

export interface ResolvedWireguard {
  readonly port: Sourced<number>;
  readonly privateKeyFile: string;
  readonly peers: readonly (Pick<
    ResolvedVpnPeer,
    'name' | 'publicKey' | 'presharedKeyFile' | 'endpoint' | 'keepalive'
  > & {
    /** Prefixes that are sent to the peer and accepted from it. */
    readonly allowed: readonly string[];
  })[];
  /** Prefixes behind peers, which need a route. */
  readonly routes: readonly Sourced<string>[];
}

export interface ResolvedWan {
  /** The link in topology.ts; the interface may be one on top of it. */
  readonly link: string;
  readonly kind: 'dhcp' | 'wifi' | 'static' | 'pppoe' | 'modem';
  readonly from: ModelPath;
  /** Of the default route: the lowest is used as long as it is up. */
  readonly metric: number;
  /** Length of the prefix asked for by DHCPv6; null for none. */
  readonly delegatedPrefix: number | null;
  /** PPPoE: the interface it runs over, and the account. */
  readonly pppoe: {
    readonly over: string;
    readonly user: string;
    /** Name of the secret, and the file pppd reads it from: a line `password "…"`. */
    readonly password: string;
    readonly passwordFile: string;
  } | null;
  readonly modem: {
    readonly apn: string;
    readonly user: string | null;
    /** What ModemManager is told beyond that: names of the secrets, and their files. */
    readonly secrets: readonly { readonly key: 'pin' | 'password'; readonly name: string; readonly file: string }[];
  } | null;
}

export interface BridgeVlans {
  /** Of frames without a tag. */
  readonly untagged: Sourced<number> | null;
  readonly tagged: readonly Sourced<number>[];
}

export interface RouterAdvertisement {
  readonly prefix: Sourced<string>;
  /** A /64 out of the prefix that is delegated on an uplink, announced too; null for none. */
  readonly delegated: DelegatedSubnet | null;
  /** False where the network has no public addresses: then only `routes` lead here (RFC 7084 G-4, L-3). */
  readonly defaultRouter: boolean;
  /** Prefixes that the router leads to whether the Internet is there or not (RFC 4191). */
  readonly routes: readonly Sourced<string>[];
  readonly dns: readonly string[];
  readonly domain: string;
}

export interface DelegatedSubnet {
  /** Which /64 of the delegated prefix. */
  readonly subnetId: Sourced<number>;
  /** The interface on which the provider delegates the prefix. */
  readonly uplink: string;
  /** The router's address in it, such as ::1. */
  readonly suffix: string;
}

/** How an interface takes part in stateless autoconfiguration (RFC 4862). */
export interface AcceptedAdvertisements {
  /** The prefix in which the interface has its own address and takes no second one. */
  readonly except: Sourced<string> | null;
  /** The address within any public /64, such as ::20; null where the system chooses. */
  readonly suffix: Sourced<string> | null;
}

export interface ResolvedRadio {
  readonly country: string;
  readonly band: '2.4GHz' | '5GHz';
  readonly channel: number;
  /** In the order of SSIDs; the first is on the radio's own interface. */
  readonly networks: readonly ResolvedBss[];
}

export interface ResolvedBss {
  readonly ssid: string;
  readonly interface: string;
  /** The address of this SSID's interface where a radio provides several; null: the radio's own. */
  readonly bssid: string | null;
  readonly network: string;
  /** Name of the secret with the passphrase, and the file hostapd reads it from. */
  readonly psk: string;
  readonly pskFile: string;
  readonly from: ModelPath;
}

export interface ResolvedNode {
  readonly cluster: string;
  readonly from: ModelPath;
  readonly role: 'server' | 'agent';
  /** The server that creates the cluster. */
  readonly init: boolean;
  readonly schedulable: boolean;
  readonly ip: Sourced<string>;
  readonly interface: string;
  /** Sorted key=value pairs. */
  readonly labels: readonly string[];
  /** Sorted key=value:Effect. */
  readonly taints: readonly string[];
}

export interface ResolvedCluster {
  readonly name: string;
  readonly from: ModelPath;
  readonly distribution: string;
  readonly network: string;
  /** The host that new nodes register with. */
  readonly api: { readonly host: string; readonly address: Sourced<string>; readonly url: Sourced<string> };
  readonly tlsSans: readonly string[];
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly clusterDns: string;
  readonly clusterDomain: string;
  readonly flannelBackend: string;
  /** Packaged k3s components that are not installed. */
  readonly disable: readonly string[];
  /** Name of the secret that holds the join token, and the file it is read from on each node. */
  readonly token: string;
  readonly tokenFile: string;
  readonly servers: readonly string[];
  readonly agents: readonly string[];
  readonly loadBalancer: { readonly network: string; readonly start: string; readonly end: string } | null;
  readonly gitops: { readonly engine: string } | null;
}

export interface ResolvedEnvironment {
  readonly name: string;
  readonly cluster: string;
  readonly branch: string;
  /** The environment that must have been passed before this one. */
  readonly after: string | null;
  /** 0 for an environment that comes first. */
  readonly order: number;
}

export interface ResolvedRule {
  readonly at: ModelPath;
  readonly description: string | null;
  /** Zones: networks, hosts, devices, groups, router, wan, vpn. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly action: 'allow' | 'deny';
  /** Only addresses of this network are meant, and the router; null for all. */
  readonly within: string | null;
  /** `any` alone, or protocol/port and protocol/first-last in order. */
  readonly ports: readonly string[];
}

export interface ResolvedSecret {
  readonly name: string;
  readonly description: string | null;
  /** Hosts and clusters that need it. */
  readonly for: readonly string[];
}
