# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:7edc574d2f8e]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./dns.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
    ./uplink.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
