// The resolved form of names: who answers for them, and every name there is.
import type { ModelPath } from '../model-path.js';

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
  /** Its name; for apps, the path of their cluster. */
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
