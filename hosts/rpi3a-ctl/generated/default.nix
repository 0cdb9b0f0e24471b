# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:e6dc17de87e9]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
