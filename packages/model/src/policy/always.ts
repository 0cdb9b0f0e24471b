// What every firewall lets through whatever the policy says, because nothing works without it: said wherever reachability is shown.

/** RFC 4890 says which ICMPv6 must not be dropped; `reach` counts ICMP among the protocols other than TCP and UDP. */
export const alwaysAllowed: readonly string[] = [
  'answers on open connections, and the ICMP errors about them',
  'IPv6 neighbour discovery and multicast listener reports on a link',
  'ping of a router or host by the networks and the VPN that it is on itself, up to 20 a second',
];
