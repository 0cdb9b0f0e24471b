# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:324cc14940ba]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  imports = [
    ./base.nix
    ./dhcp.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
    ./router.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
