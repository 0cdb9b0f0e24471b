# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:f9f91935b108]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  imports = [
    ./base.nix
    ./firewall.nix
    ./network.nix
    ./services.nix
    ./storage.nix
  ];
  system.stateVersion = "23.11";
  time.timeZone = "Europe/Paris";
}
