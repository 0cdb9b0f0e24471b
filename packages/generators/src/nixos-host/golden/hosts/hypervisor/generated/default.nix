# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:d0ff654f2ce9]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  imports = [
    ./base.nix
    ./firewall.nix
    ./k3s.nix
    ./network.nix
    ./services.nix
    ./storage.nix
  ];
  system.stateVersion = "24.11";
  time.timeZone = "UTC";
}
