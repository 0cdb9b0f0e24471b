# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:e676af32bd7e]
{
  _file = "topology/topology.ts#hosts.nas";
  imports = [
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
