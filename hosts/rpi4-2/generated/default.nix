# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:03f29fc441fd]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  imports = [
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
