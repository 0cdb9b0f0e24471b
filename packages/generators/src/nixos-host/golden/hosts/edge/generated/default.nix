# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:752da301e180]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
    ./uplink.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
