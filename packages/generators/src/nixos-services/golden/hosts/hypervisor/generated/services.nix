# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:bba4e871a93f]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan.services = {
    dns = {
      addresses = [
        "172.16.15.254"
        "fd12:3456:789a:8::2046"
        "192.168.56.77"
        "fd12:3456:789a:1::1:4413"
      ];
      allow = [
        "172.16.8.0/21"
        "fd12:3456:789a:8::/64"
        "192.168.0.0/16"
        "fd12:3456:789a:1::/64"
        "10.9.0.0/16"
      ];
      enable = true;
      forwards = [
        {
          tls = true;
          to = [
            "9.9.9.9@853#dns.quad9.net"
            "2620:fe::fe@853#dns.quad9.net"
          ];
          zone = ".";
        }
        {
          tls = false;
          to = [ "172.16.8.1" ];
          zone = "lab.example.org";
        }
      ];
    };
    nodeExporter = {
      collectors = [
        "systemd"
        "wifi"
      ];
      enable = true;
      local = false;
      port = 9101;
    };
  };
}
