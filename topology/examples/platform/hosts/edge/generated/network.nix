# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:545eeeda67f8]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    domain = "platform.example.org";
    hostName = "edge";
    useDHCP = false;
    useNetworkd = true;
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
      "20-vlan50" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan50";
        };
        vlanConfig.Id = 50;
      };
    };
    networks = {
      "10-enp1s0" = {
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
          "149.112.112.112"
        ];
        ipv6AcceptRAConfig = {
          RouteMetric = 100;
          UseDNS = false;
        };
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp1s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-enp2s0" = {
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "enp2s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [
          "vlan10"
          "vlan20"
          "vlan30"
          "vlan40"
          "vlan50"
        ];
      };
      "20-vlan10" = {
        address = [
          "10.60.10.1/24"
          "fdc5:f716:7bc7:10::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x10";
          Token = "static:::1";
          UplinkInterface = "enp1s0";
        };
        ipv6Prefixes = [
          {
            Prefix = "fdc5:f716:7bc7:10::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fdc5:f716:7bc7::/48";
          }
        ];
        ipv6SendRAConfig = {
          Domains = "platform.example.org";
          EmitDNS = false;
        };
        matchConfig.Name = "vlan10";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan20" = {
        address = [
          "10.60.20.1/24"
          "fdc5:f716:7bc7:20::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x20";
          Token = "static:::1";
          UplinkInterface = "enp1s0";
        };
        ipv6Prefixes = [
          {
            Prefix = "fdc5:f716:7bc7:20::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fdc5:f716:7bc7::/48";
          }
        ];
        ipv6SendRAConfig = {
          Domains = "platform.example.org";
          EmitDNS = false;
        };
        matchConfig.Name = "vlan20";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan30" = {
        address = [
          "10.60.30.1/24"
          "fdc5:f716:7bc7:30::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x30";
          Token = "static:::1";
          UplinkInterface = "enp1s0";
        };
        ipv6Prefixes = [
          {
            Prefix = "fdc5:f716:7bc7:30::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fdc5:f716:7bc7::/48";
          }
        ];
        ipv6SendRAConfig = {
          Domains = "platform.example.org";
          EmitDNS = false;
        };
        matchConfig.Name = "vlan30";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan40" = {
        address = [
          "10.60.40.1/24"
          "fdc5:f716:7bc7:40::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x40";
          Token = "static:::1";
          UplinkInterface = "enp1s0";
        };
        ipv6Prefixes = [
          {
            Prefix = "fdc5:f716:7bc7:40::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fdc5:f716:7bc7::/48";
          }
        ];
        ipv6SendRAConfig = {
          Domains = "platform.example.org";
          EmitDNS = false;
        };
        matchConfig.Name = "vlan40";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
      "20-vlan50" = {
        address = [
          "10.60.50.1/24"
          "fdc5:f716:7bc7:50::1/64"
        ];
        dhcpPrefixDelegationConfig = {
          SubnetId = "0x50";
          Token = "static:::1";
          UplinkInterface = "enp1s0";
        };
        ipv6Prefixes = [
          {
            Prefix = "fdc5:f716:7bc7:50::/64";
          }
        ];
        ipv6RoutePrefixes = [
          {
            Route = "fdc5:f716:7bc7::/48";
          }
        ];
        ipv6SendRAConfig = {
          DNS = "fdc5:f716:7bc7:50::1";
          Domains = "platform.example.org";
        };
        matchConfig.Name = "vlan50";
        networkConfig = {
          DHCPPrefixDelegation = true;
          IPv6AcceptRA = false;
          IPv6SendRA = true;
        };
      };
    };
  };
}
