# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:7ef2dcbef33f]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan.services = {
    dns = {
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
          to = [
            "9.9.9.9"
            "2620:fe::fe"
          ];
          zone = ".";
        }
        {
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
