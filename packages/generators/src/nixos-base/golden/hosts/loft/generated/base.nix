# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:6b738d9b3c5f]
{
  _file = "topology/topology.ts#hosts.loft";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "raspberry-pi-4";
    secrets.names = [
      "cafe-psk"
      "guest-psk"
    ];
    ssh = {
      port = 2222;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    timeServers = [
      "192.0.2.123"
      "2001:db8::123"
    ];
  };
}
