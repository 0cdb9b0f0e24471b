# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:f2b5a9762d83]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./dhcp.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
