# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:b63545c6562d]
{
  _file = "topology/topology.ts#hosts.nas";
  imports = [
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
