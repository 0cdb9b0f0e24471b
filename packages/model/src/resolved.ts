// The resolved topology: every value decided, plain JSON, records sorted by name; what generators print.
import type { ResolvedK0s } from './cluster/resolved.js';
import type {
  ResolvedApp,
  ResolvedChart,
  ResolvedComponents,
  ResolvedEntrance,
  ResolvedWave,
} from './component/resolved.js';
import type { ResolvedDns, ResolvedNameserver } from './dns/resolved.js';
import type { ResolvedExposure } from './firewall/resolved.js';
import type { ResolvedHome } from './home/resolved.js';
import type { ResolvedHost } from './host/resolved.js';
import type { ModelPath } from './model-path.js';
import type { ResolvedVpn } from './vpn/resolved.js';

export type * from './component/resolved.js';
export type * from './dns/resolved.js';
export type * from './firewall/resolved.js';
export type * from './home/resolved.js';
export type * from './host/resolved.js';
export type * from './nixos/resolved.js';
export type * from './ssh/resolved.js';
export type * from './vpn/resolved.js';

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
  /** How changes pass from one environment to the next. */
  readonly promotion: 'pins' | 'branches';
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
  readonly homes: Named<ResolvedHome>;
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
  readonly forge: 'github' | 'gitlab' | 'forgejo' | null;
  /** Default system.stateVersion of NixOS hosts. */
  readonly stateVersion: string | null;
  /** The site's IPv6 unique local prefix, a /48 (RFC 4193). */
  readonly ula: string;
}

export interface ResolvedAdmin {
  readonly description: string | null;
  readonly sshKeys: readonly string[];
  readonly ageKeys: readonly string[];
  readonly shell: 'bash' | 'zsh' | 'fish';
  readonly groups: readonly string[];
  /** NixOS hosts with a login for them, sorted. */
  readonly hosts: readonly string[];
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
  /** Networks. */
  readonly untagged: string | null;
  /** Sorted by VLAN id. */
  readonly tagged: readonly string[];
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
  /** False where Cilium does its work. */
  readonly kubeProxy: boolean;
  /** Packaged components of the distribution that are not installed. */
  readonly disable: readonly string[];
  /** Name of the secret that holds the join token, of k0s that of workers, and the file it is read from on each node. */
  readonly token: string;
  readonly tokenFile: string;
  readonly servers: readonly string[];
  readonly agents: readonly string[];
  readonly loadBalancer: { readonly network: string; readonly start: string; readonly end: string } | null;
  /** Where images of a registry are fetched from, in the order of trying, by registry. */
  readonly registries: Named<readonly string[]>;
  /** The address of the API that moves between servers. */
  readonly vip: string | null;
  /** Null for another distribution. */
  readonly k0s: ResolvedK0s | null;
  readonly gitops: ResolvedGitops | null;
}

export interface ResolvedGitops {
  readonly engine: string;
  readonly source:
    | { readonly kind: 'git'; readonly url: string }
    | {
        readonly kind: 'oci';
        readonly url: string;
        readonly cosign: { readonly issuer: string; readonly subject: string } | null;
      };
  readonly bootstrap: 'flux' | 'operator';
  /** The Secret in flux-system that holds the age key for SOPS. */
  readonly decryptionSecret: string;
}

export interface ResolvedEnvironment {
  readonly name: string;
  readonly cluster: string;
  readonly branch: string;
  /** The environment that must have been passed before this one. */
  readonly after: string | null;
  /** 0 for an environment that comes first. */
  readonly order: number;
  /** No environment comes after it. */
  readonly last: boolean;
  /** Ends the names of what it applies; null when nothing is added. */
  readonly suffix: string | null;
  /** Who must approve what changes there, as the forge names them; empty when nobody must. */
  readonly approvers: readonly string[];
  /** What the DNS names of its apps end in. */
  readonly domain: string;
  /** The last of the environments that share its cluster: it applies the controllers and configs. */
  readonly owner: string;
  readonly ownsCluster: boolean;
  readonly entrance: ResolvedEntrance;
  readonly components: ResolvedComponents;
  readonly charts: Named<ResolvedChart>;
  readonly apps: Named<ResolvedApp>;
  /** What becomes ready in which order: components, charts and apps by name. */
  readonly waves: readonly ResolvedWave[];
  /** Version by program: k3s, k0s, nixpkgs. */
  readonly platform: Named<string>;
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
  /** Homes that need it: the key is their user's, not the host's. */
  readonly homes: readonly string[];
}
