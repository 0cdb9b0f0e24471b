# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:a9a18b65ec53]
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
  time.timeZone = "Europe/Paris";
}
