# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:1be1f370ca70]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    domain = "lab.example.org";
    hostName = "edge";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    links."10-lan0" = {
      linkConfig.Name = "lan0";
      matchConfig.PermanentMACAddress = "02:00:00:00:00:01";
    };
    netdevs = {
      "20-vlan4094" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan4094";
        };
        vlanConfig.Id = 4094;
      };
      "20-vlan99" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan99";
        };
        vlanConfig.Id = 99;
      };
    };
    networks = {
      "10-enp2s0" = {
        address = [ "203.0.113.2/30" ];
        dns = [ "203.0.113.53" ];
        gateway = [ "203.0.113.1" ];
        ipv6AcceptRAConfig.UseDNS = false;
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp2s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-enp3s0" = {
        DHCP = "ipv4";
        dhcpV4Config.UseDNS = false;
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        ipv6AcceptRAConfig.UseDNS = false;
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp3s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-lan0" = {
        address = [
          "192.168.255.254/16"
          "fd12:3456:789a:1::6:5534/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd12:3456:789a:1::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd12:3456:789a::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd12:3456:789a:1::6:5534";
          Domains = "lab.example.org";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "lan0";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
        vlan = [
          "vlan4094"
          "vlan99"
        ];
      };
      "20-vlan4094" = {
        address = [
          "172.16.8.1/21"
          "fd12:3456:789a:8::1/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd12:3456:789a:8::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd12:3456:789a::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd12:3456:789a:8::1";
          Domains = "lab.example.org";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "vlan4094";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan99" = {
        address = [ "10.99.0.1/26" ];
        linkConfig.MTUBytes = "1400";
        matchConfig.Name = "vlan99";
        networkConfig.IPv6AcceptRA = false;
      };
    };
  };
}
