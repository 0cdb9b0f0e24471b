# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:da984d2b6d79]
{
  _file = "topology/topology.ts#hosts.nas";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
    ./services.nix
    ./storage.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
