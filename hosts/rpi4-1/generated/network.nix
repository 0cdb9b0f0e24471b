# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:e0138abbc86f]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  networking = {
    domain = "home.arpa";
    hostName = "rpi4-1";
    useDHCP = false;
    useNetworkd = true;
    usePredictableInterfaceNames = false;
    wireless = {
      enable = true;
      interfaces = [ "wlan0" ];
      networks.WAN-4G.pskRaw = "ext:wan-4g-psk";
      secretsFile = "/run/secrets/wireless";
    };
  };
  systemd.network = {
    enable = true;
    netdevs = {
      "20-vlan10" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan10";
        };
        vlanConfig.Id = 10;
      };
      "20-vlan20" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan20";
        };
        vlanConfig.Id = 20;
      };
      "20-vlan30" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan30";
        };
        vlanConfig.Id = 30;
      };
      "20-vlan40" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan40";
        };
        vlanConfig.Id = 40;
      };
    };
    networks = {
      "10-eth0" = {
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "eth0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [
          "vlan10"
          "vlan20"
          "vlan30"
          "vlan40"
        ];
      };
      "10-wlan0" = {
        DHCP = "ipv4";
        dhcpV4Config = {
          RouteMetric = 100;
          UseDNS = false;
        };
        dns = [
          "1.1.1.1"
          "9.9.9.9"
        ];
        ipv6AcceptRAConfig = {
          RouteMetric = 100;
          UseDNS = false;
        };
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "wlan0";
        networkConfig = {
          IPv6AcceptRA = true;
          IgnoreCarrierLoss = "3s";
        };
      };
      "20-vlan10" = {
        address = [
          "10.10.0.1/24"
          "fd74:938e:f429:10::1/64"
          "10.10.0.10/24"
          "fd74:938e:f429:10::10/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd74:938e:f429:10::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd74:938e:f429::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd74:938e:f429:10::1";
          Domains = "home.arpa";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "vlan10";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan20" = {
        address = [
          "10.20.0.1/24"
          "fd74:938e:f429:20::1/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd74:938e:f429:20::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd74:938e:f429::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd74:938e:f429:20::1";
          Domains = "home.arpa";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "vlan20";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan30" = {
        address = [
          "10.30.0.1/24"
          "fd74:938e:f429:30::1/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd74:938e:f429:30::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd74:938e:f429::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd74:938e:f429:30::1";
          Domains = "home.arpa";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "vlan30";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan40" = {
        address = [
          "10.40.0.1/24"
          "fd74:938e:f429:40::1/64"
        ];
        ipv6Prefixes = [
          {
            Prefix = "fd74:938e:f429:40::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fd74:938e:f429::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fd74:938e:f429:40::1";
          Domains = "home.arpa";
          RouterLifetimeSec = 0;
        };
        matchConfig.Name = "vlan40";
        networkConfig = {
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
    };
  };
}
