# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:7fd39c846a7b]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./base.nix
    ./dhcp.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
