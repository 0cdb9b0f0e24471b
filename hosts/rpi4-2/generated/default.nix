# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:c4358e761772]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  imports = [
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
