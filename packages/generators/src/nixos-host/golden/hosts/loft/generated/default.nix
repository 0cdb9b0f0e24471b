# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:39cf1e2939ae]
{
  _file = "topology/topology.ts#hosts.loft";
  imports = [
    ./access-point.nix
    ./base.nix
    ./firewall.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
