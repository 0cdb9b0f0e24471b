# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:a76294f16e43]
{
  _file = "topology/topology.ts#hosts.loft";
  imports = [
    ./access-point.nix
    ./firewall.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
