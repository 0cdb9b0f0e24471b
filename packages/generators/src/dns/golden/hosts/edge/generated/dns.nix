# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:1e4af7e78418]
{
  _file = "topology/topology.ts#hosts.edge";
  networking.nameservers = [
    "9.9.9.9#dns.quad9.net"
    "2620:fe::fe#dns.quad9.net"
  ];
  services.resolved = {
    dnsovertls = "true";
    domains = [ "~." ];
    enable = true;
  };
}
