# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:9c92400cbed9]
{
  _file = "topology/topology.ts#hosts.edge";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "generic-x86_64";
    router.enable = true;
    secrets = {
      names = [
        "dsl-password"
        "sim-password"
        "sim-pin"
        "wg-key"
        "wg-psk"
      ];
      networkd = [
        "wg-key"
        "wg-psk"
      ];
    };
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
    users.ada = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
    };
  };
}
