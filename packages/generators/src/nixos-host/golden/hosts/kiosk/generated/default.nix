# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:99d15075517b]
{
  _file = "topology/topology.ts#hosts.kiosk";
  imports = [
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
