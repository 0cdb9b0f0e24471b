// The resolved form of hosts and their interfaces.
import type { ResolvedNameserver } from '../dns/resolved.js';
import type { ResolvedFirewall } from '../firewall/resolved.js';
import type { ModelPath } from '../model-path.js';
import type { ResolvedNixos } from '../nixos/resolved.js';
import type { ResolvedAddress, ResolvedPort, Sourced } from '../resolved.js';
import type { ResolvedVpnPeer } from '../vpn/resolved.js';

type Named<T> = { readonly [name: string]: T };

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
  /** Null for systems other than NixOS. */
  readonly nixos: ResolvedNixos | null;
  /** Names of the secrets the host reads, sorted. */
  readonly secrets: readonly string[];
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
  /** Names of the secrets in the files; systemd-networkd reads them as the user systemd-network. */
  readonly secrets: readonly string[];
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
