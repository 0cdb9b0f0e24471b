# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:52fbe7340b2c]
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
      "20-wan35" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "wan35";
        };
        vlanConfig.Id = 35;
      };
      "20-wan40" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "wan40";
        };
        vlanConfig.Id = 40;
      };
      "20-wg0" = {
        netdevConfig = {
          Kind = "wireguard";
          Name = "wg0";
        };
        wireguardConfig = {
          ListenPort = 51820;
          PrivateKeyFile = "/run/secrets/wg-key";
        };
        wireguardPeers = [
          {
            AllowedIPs = [
              "10.98.0.96/32"
              "fd12:3456:789a:ffff::96/128"
            ];
            PresharedKeyFile = "/run/secrets/wg-psk";
            PublicKey = "KJJgAOFyAAF55Aa8SenPCv33CycM3E1B36Cs+z1jwBA=";
          }
          {
            AllowedIPs = [
              "10.98.0.9/32"
              "fd12:3456:789a:ffff::9/128"
              "10.210.0.0/16"
              "fd98:7654:3210::/48"
            ];
            Endpoint = "b.example.org:51820";
            PersistentKeepalive = 25;
            PublicKey = "faqZtmKSu75oapP/5iLJJosKYTrSu9jQboUr+mmKxlE=";
          }
        ];
      };
    };
    networks = {
      "10-enp2s0" = {
        address = [ "203.0.113.2/30" ];
        dns = [ "203.0.113.53" ];
        ipv6AcceptRAConfig = {
          RouteMetric = 200;
          UseDNS = false;
        };
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp2s0";
        networkConfig.IPv6AcceptRA = true;
        routes = [
          {
            Gateway = "203.0.113.1";
            Metric = 200;
          }
        ];
      };
      "10-enp3s0" = {
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp3s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [ "wan40" ];
      };
      "10-enp4s0" = {
        linkConfig = {
          MTUBytes = "1508";
          RequiredForOnline = "no";
        };
        matchConfig.Name = "enp4s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [ "wan35" ];
      };
      "10-lan0" = {
        address = [
          "192.168.255.254/16"
          "fd12:3456:789a:1::6:5534/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x1";
          Token = "static:::6:5534";
          UplinkInterface = "wan40";
        };
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
          Domains = "guests.example.org";
        };
        matchConfig.Name = "lan0";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
        vlan = [
          "vlan4094"
          "vlan99"
        ];
      };
      "20-ppp-enp4s0" = {
        DHCP = "ipv6";
        dhcpV6Config = {
          PrefixDelegationHint = "::/56";
          UseDNS = false;
          WithoutRA = "solicit";
        };
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        ipv6AcceptRAConfig = {
          RouteMetric = 300;
          UseDNS = false;
        };
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "ppp-enp4s0";
        networkConfig = {
          IPv6AcceptRA = true;
          KeepConfiguration = "static";
        };
      };
      "20-vlan4094" = {
        address = [
          "172.16.8.1/21"
          "fd12:3456:789a:8::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0xfe";
          Token = "static:::1";
          UplinkInterface = "wan40";
        };
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
        };
        matchConfig.Name = "vlan4094";
        networkConfig = {
          DHCPPrefixDelegation = true;
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
      "20-wan35" = {
        linkConfig = {
          MTUBytes = "1508";
          RequiredForOnline = "no";
        };
        matchConfig.Name = "wan35";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "20-wan40" = {
        DHCP = "yes";
        dhcpV4Config = {
          RouteMetric = 100;
          UseDNS = false;
        };
        dhcpV6Config = {
          PrefixDelegationHint = "::/56";
          UseDNS = false;
          WithoutRA = "solicit";
        };
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        ipv6AcceptRAConfig = {
          RouteMetric = 100;
          UseDNS = false;
        };
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "wan40";
        networkConfig.IPv6AcceptRA = true;
      };
      "20-wg0" = {
        address = [
          "10.98.0.1/24"
          "fd12:3456:789a:ffff::1/64"
        ];
        linkConfig = {
          MTUBytes = "1420";
          RequiredForOnline = "no";
        };
        matchConfig.Name = "wg0";
        networkConfig.IPv6AcceptRA = false;
        routes = [
          {
            Destination = "10.210.0.0/16";
          }
          {
            Destination = "fd98:7654:3210::/48";
          }
        ];
      };
      "20-wwan0" = {
        linkConfig.Unmanaged = true;
        matchConfig.Name = "wwan0";
      };
    };
  };
}
