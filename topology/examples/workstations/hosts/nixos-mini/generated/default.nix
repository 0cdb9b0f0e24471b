# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:e0492267f2ef]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k0s.nix
    ./network.nix
    ./services.nix
    ./storage.nix
  ];
  system.stateVersion = "23.11";
  time.timeZone = "Europe/Paris";
}
