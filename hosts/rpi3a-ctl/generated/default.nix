# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:36eaf47f71db]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  imports = [
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
