# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:cef7ee3f6e63]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  boot.kernel.sysctl = {
    "net.ipv4.conf.all.forwarding" = 1;
    "net.ipv6.conf.all.forwarding" = 1;
  };
}
