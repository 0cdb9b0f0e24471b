# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:c8fb2903ba4d]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "none";
    };
    hardware = "raspberry-pi-4";
    router.enable = true;
    secrets = {
      names = [
        "k3s-token"
        "wan-4g-psk"
      ];
      wifi = [ "wan-4g-psk" ];
    };
    ssh = {
      port = 22;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    users.gabriel = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder" ];
    };
  };
}
