# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:713be7665e22]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  imports = [
    ./dhcp.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
