# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:95f34f7df2e4]
{
  _file = "topology/topology.ts#hosts.kiosk";
  imports = [
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
