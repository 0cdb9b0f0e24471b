# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:fec59eb03f5b]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  imports = [
    ./k3s.nix
    ./network.nix
  ];
  system.stateVersion = "24.11";
  time.timeZone = "UTC";
}
