# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:ca6c0fc44dcb]
{
  _file = "topology/topology.ts#hosts.edge";
  services.dnsmasq = {
    enable = true;
    resolveLocalQueries = false;
    settings = {
      bind-dynamic = true;
      bogus-priv = true;
      dhcp-authoritative = true;
      dhcp-host = [ ];
      dhcp-option = [
        "tag:office,option:router,10.60.50.1"
        "tag:office,option:dns-server,10.60.50.1"
      ];
      dhcp-range = [ "set:office,10.60.50.100,10.60.50.250,255.255.255.0,12h" ];
      domain = "platform.example.org";
      domain-needed = true;
      host-record = [
        "db-1.platform.example.org,db-1.legacy.platform.example.org,10.60.40.10"
        "edge.mgmt.platform.example.org,10.60.10.1,fdc5:f716:7bc7:10::1"
        "edge.office.platform.example.org,10.60.50.1,fdc5:f716:7bc7:50::1"
        "edge.platform.example.org,edge.legacy.platform.example.org,10.60.40.1,fdc5:f716:7bc7:40::1"
        "edge.prod.platform.example.org,10.60.30.1,fdc5:f716:7bc7:30::1"
        "edge.staging.platform.example.org,10.60.20.1,fdc5:f716:7bc7:20::1"
        "gitlab.platform.example.org,secrets.platform.example.org,welcome.platform.example.org,10.60.30.200"
        "gitlab.staging.platform.example.org,mail.staging.platform.example.org,secrets.staging.platform.example.org,welcome.staging.platform.example.org,10.60.20.200"
        "prod-1.platform.example.org,prod-1.prod.platform.example.org,10.60.30.11,fdc5:f716:7bc7:30::11"
        "prod-2.platform.example.org,prod-2.prod.platform.example.org,10.60.30.12,fdc5:f716:7bc7:30::12"
        "prod-3.platform.example.org,prod-3.prod.platform.example.org,10.60.30.13,fdc5:f716:7bc7:30::13"
        "prod-4.platform.example.org,prod-4.prod.platform.example.org,10.60.30.14,fdc5:f716:7bc7:30::14"
        "prod-5.platform.example.org,prod-5.prod.platform.example.org,10.60.30.15,fdc5:f716:7bc7:30::15"
        "pve-1.platform.example.org,pve-1.mgmt.platform.example.org,10.60.10.11"
        "pve-2.platform.example.org,pve-2.mgmt.platform.example.org,10.60.10.12"
        "pve-3.platform.example.org,pve-3.mgmt.platform.example.org,10.60.10.13"
        "s3-1.platform.example.org,s3-1.legacy.platform.example.org,10.60.40.20"
        "staging-1.platform.example.org,staging-1.staging.platform.example.org,10.60.20.11,fdc5:f716:7bc7:20::11"
        "staging-2.platform.example.org,staging-2.staging.platform.example.org,10.60.20.12,fdc5:f716:7bc7:20::12"
      ];
      interface = [ "vlan50" ];
      local = "/platform.example.org/";
      no-hosts = true;
      no-resolv = true;
      server = [
        "9.9.9.9"
        "149.112.112.112"
      ];
    };
  };
}
