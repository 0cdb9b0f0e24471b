# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:0c4cb82eccc9]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
    ./services.nix
  ];
  system.stateVersion = "25.11";
  time.timeZone = "Europe/Paris";
}
