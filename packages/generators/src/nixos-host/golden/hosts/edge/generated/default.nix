# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:1706589b6053]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
