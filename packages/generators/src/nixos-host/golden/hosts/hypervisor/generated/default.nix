# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:3a06a817de4e]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  imports = [
    ./firewall.nix
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "24.11";
  time.timeZone = "UTC";
}
