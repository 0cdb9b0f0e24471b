# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:c6873ee3ca33]
{
  _file = "topology/topology.ts#hosts.edge";
  services.dnsmasq = {
    enable = true;
    resolveLocalQueries = false;
    settings = {
      bind-dynamic = true;
      bogus-priv = true;
      dhcp-authoritative = true;
      dhcp-host = [
        "02:00:00:00:00:aa,192.168.0.2,ap"
        "02:00:00:00:00:cc,192.168.0.4,core-1"
        "02:00:00:00:00:04,192.168.82.1,legacy"
        "02:00:00:00:00:bb,192.168.0.3,printer"
        "02:00:00:00:00:03,172.16.11.179,tablet"
      ];
      dhcp-option = [
        "tag:lan,option:router,192.168.255.254"
        "tag:lan,option:dns-server,192.168.255.254"
        "tag:lab,option:router,172.16.8.1"
        "tag:lab,option:dns-server,172.16.8.1"
      ];
      dhcp-range = [
        "set:lan,192.168.10.1,192.168.19.254,255.255.0.0,infinite"
        "set:lab,172.16.8.10,172.16.8.99,255.255.248.0,12h"
      ];
      domain = "lab.example.org";
      domain-needed = true;
      interface = [
        "lan0"
        "vlan4094"
      ];
      local = "/lab.example.org/";
      no-resolv = true;
      server = [
        "9.9.9.9"
        "2620:fe::fe"
      ];
    };
  };
}
