# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:e612f596426d]
{
  _file = "topology/topology.ts#hosts.edge";
  services.dnsmasq = {
    enable = true;
    resolveLocalQueries = false;
    settings = {
      bind-dynamic = true;
      bogus-priv = true;
      cname = [
        "git.lab.example.org,nas.lab.example.org"
        "k8s.apps.lab.example.org,hypervisor.lab.example.org"
        "tv.lab.example.org,tablet.lab.example.org"
      ];
      dhcp-authoritative = true;
      dhcp-boot = [ "tag:lan,ipxe/snponly.efi,,192.168.0.20" ];
      dhcp-host = [
        "02:00:00:00:00:aa,192.168.0.2,ap"
        "02:00:00:00:00:cc,192.168.0.4,core-1"
        "02:00:00:00:00:0a,192.168.118.214,handset"
        "02:00:00:00:00:04,02:00:00:00:00:dd,192.168.82.1,legacy"
        "02:00:00:00:00:bb,192.168.0.3,printer"
        "02:00:00:00:00:03,172.16.11.179,tablet"
      ];
      dhcp-option = [
        "tag:lan,option:router,192.168.255.254"
        "tag:lan,option:dns-server,192.168.255.254"
        "tag:lan,option:ntp-server,192.0.2.123"
        "tag:lab,option:router,172.16.8.1"
        "tag:lab,option:dns-server,172.16.8.1"
        "tag:lab,option:ntp-server,172.16.8.1"
      ];
      dhcp-range = [
        "set:lan,192.168.10.1,192.168.19.254,255.255.0.0,infinite"
        "set:lab,172.16.8.10,172.16.8.99,255.255.248.0,12h"
      ];
      domain = [
        "lab.example.org"
        "guests.example.org,192.168.0.0/16"
      ];
      domain-needed = true;
      host-record = [
        "ap.lab.example.org,ap.lan.lab.example.org,192.168.0.2"
        "bao.lab.example.org,code.lab.example.org,shop.lab.example.org,code.canary.lab.example.org,shop.canary.lab.example.org,192.168.20.5"
        "core-1.lab.example.org,core-1.lan.lab.example.org,192.168.0.4"
        "core-1.mgmt.lab.example.org,10.99.0.2"
        "edge.lab.example.org,edge.lab.lab.example.org,172.16.8.1,fd12:3456:789a:8::1"
        "edge.lan.lab.example.org,192.168.255.254,fd12:3456:789a:1::6:5534"
        "edge.mgmt.lab.example.org,10.99.0.1"
        "handset.lab.example.org,handset.lan.lab.example.org,192.168.118.214"
        "hypervisor.lab.example.org,hypervisor.lan.lab.example.org,192.168.56.77,fd12:3456:789a:1::1:4413"
        "hypervisor.lab.lab.example.org,172.16.15.254,fd12:3456:789a:8::2046"
        "kiosk.lab.example.org,kiosk.lan.lab.example.org,192.168.102.128,fd12:3456:789a:1::2:6240"
        "legacy.lab.example.org,legacy.lan.lab.example.org,192.168.82.1,fd12:3456:789a:1::2:993"
        "loft.lab.example.org,loft.lab.lab.example.org,172.16.11.88,fd12:3456:789a:8::856"
        "loft.lan.lab.example.org,192.168.87.97,fd12:3456:789a:1::2:2369"
        "nas.lab.example.org,nas.lan.lab.example.org,192.168.0.20,fd12:3456:789a:1::20"
        "nas.mgmt.lab.example.org,10.99.0.3"
        "nas.storage.lab.example.org,10.50.0.20,fd12:3456:789a:50::20"
        "printer.lab.example.org,printer.lan.lab.example.org,192.168.0.3"
        "tablet.lab.example.org,tablet.lab.lab.example.org,172.16.11.179"
      ];
      interface = [
        "lan0"
        "vlan4094"
        "wg0"
      ];
      local = "/lab.example.org/";
      no-hosts = true;
      no-resolv = true;
      server = [ "127.0.0.54" ];
    };
  };
}
