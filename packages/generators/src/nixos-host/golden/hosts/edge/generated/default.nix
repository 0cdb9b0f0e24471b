# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:b03cfd0ab422]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./network.nix
    ./router.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
