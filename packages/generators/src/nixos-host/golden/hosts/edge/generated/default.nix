# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:f1c001a2770f]
{
  _file = "topology/topology.ts#hosts.edge";
  imports = [
    ./base.nix
    ./dhcp.nix
    ./dns.nix
    ./firewall.nix
    ./network.nix
    ./router.nix
    ./uplink.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "UTC";
}
