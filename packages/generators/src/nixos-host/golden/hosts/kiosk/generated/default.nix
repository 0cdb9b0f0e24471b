# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:1bee012e0394]
{
  _file = "topology/topology.ts#hosts.kiosk";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
    ./services.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
