# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:20cd744e37cb]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  services.dnsmasq = {
    enable = true;
    resolveLocalQueries = false;
    settings = {
      bind-dynamic = true;
      bogus-priv = true;
      dhcp-authoritative = true;
      dhcp-host = [
        "00:00:5e:00:53:01,10.10.0.50,phone-01"
        "00:00:5e:00:53:02,10.10.0.51,phone-02"
        "00:00:5e:00:53:03,10.10.0.52,phone-03"
      ];
      dhcp-option = [
        "tag:infra,option:router,10.10.0.1"
        "tag:infra,option:dns-server,10.10.0.1"
        "tag:pro,option:router,10.20.0.1"
        "tag:pro,option:dns-server,10.20.0.1"
        "tag:perso,option:router,10.30.0.1"
        "tag:perso,option:dns-server,10.30.0.1"
        "tag:iot,option:router,10.40.0.1"
        "tag:iot,option:dns-server,10.40.0.1"
      ];
      dhcp-range = [
        "set:infra,10.10.0.100,10.10.0.200,255.255.255.0,12h"
        "set:pro,10.20.0.100,10.20.0.200,255.255.255.0,12h"
        "set:perso,10.30.0.100,10.30.0.200,255.255.255.0,12h"
        "set:iot,10.40.0.100,10.40.0.200,255.255.255.0,12h"
      ];
      domain = "home.arpa";
      domain-needed = true;
      host-record = [
        "demo.home.arpa,demo-staging.home.arpa,demo-review.home.arpa,10.10.0.210"
        "phone-01.home.arpa,phone-01.infra.home.arpa,10.10.0.50"
        "phone-02.home.arpa,phone-02.infra.home.arpa,10.10.0.51"
        "phone-03.home.arpa,phone-03.infra.home.arpa,10.10.0.52"
        "rpi3a-ctl.home.arpa,rpi3a-ctl.infra.home.arpa,10.10.0.12,fd74:938e:f429:10::12"
        "rpi4-1.home.arpa,rpi4-1.infra.home.arpa,10.10.0.10,fd74:938e:f429:10::10"
        "rpi4-1.infra.home.arpa,10.10.0.1,fd74:938e:f429:10::1"
        "rpi4-1.iot.home.arpa,10.40.0.1,fd74:938e:f429:40::1"
        "rpi4-1.perso.home.arpa,10.30.0.1,fd74:938e:f429:30::1"
        "rpi4-1.pro.home.arpa,10.20.0.1,fd74:938e:f429:20::1"
        "rpi4-2.home.arpa,rpi4-2.infra.home.arpa,10.10.0.11,fd74:938e:f429:10::11"
      ];
      interface = [
        "vlan10"
        "vlan20"
        "vlan30"
        "vlan40"
      ];
      local = "/home.arpa/";
      no-hosts = true;
      no-resolv = true;
      server = [
        "1.1.1.1"
        "9.9.9.9"
      ];
    };
  };
}
