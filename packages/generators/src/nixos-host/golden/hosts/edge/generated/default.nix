# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:c53faa2a3195]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./dns.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
