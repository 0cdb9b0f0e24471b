// The resolved form of firewalls: what routers and other hosts let through, and port forwards.
import type { ModelPath } from '../model-path.js';

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

export type ResolvedFirewall = RouterFirewall | HostFirewall;

/** The firewall of a host that is no router: it guards the host itself. */
export interface HostFirewall {
  readonly kind: 'host';
  /** The networks the host is on; neighbours are let in where no rule says otherwise. */
  readonly zones: readonly FirewallZone[];
  /** Who else is let in or kept out, in the order in which the rules decide; zones as their prefixes. */
  readonly rules: readonly ZoneRule[];
  /** Routers are among the neighbours by their addresses, but not for rules; null where nothing is denied, so that it is all the same. */
  readonly routers: { readonly addresses: ZoneAddresses; readonly rules: readonly ZoneRule[] } | null;
  readonly pods: PodNetwork | null;
}

/** Where a cluster node's pods are. */
export interface PodNetwork {
  /** A star at the end stands for any ending. */
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
  /** Those that carry less than 1500 bytes. */
  readonly narrowUplinks: readonly string[];
  /** The zone vpn, where this router has it. */
  readonly vpn: { readonly interface: string; readonly prefixes: ZoneAddresses } | null;
  readonly forwards: readonly ResolvedExposure[];
  /** Interfaces between which established connections skip the rules; empty when none do. */
  readonly flowOffload: readonly string[];
  /** Pairs of zones that some rule concerns; all others are denied, except to what the router itself opens. */
  readonly pairs: readonly ZoneRules[];
}

export interface FirewallZone {
  readonly network: string;
  readonly interface: string;
  readonly ipv4: string;
  readonly ipv6: string | null;
}

export interface ZoneRules {
  /** A network, vpn, wan, or router. */
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
